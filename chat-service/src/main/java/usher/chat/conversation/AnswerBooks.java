package usher.chat.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Asking.Asked;
import usher.chat.model.ModelName;
import usher.chat.model.TokenUse;
import usher.chat.model.cost.UsageLines;
import usher.chat.model.price.TokenCost;
import usher.chat.receipt.Answered;
import usher.chat.receipt.ReceiptPrinter;
import usher.chat.receipt.SealedReceipt;
import usher.chat.understanding.Insight;
import usher.chat.understanding.Understanding;
import usher.contracts.event.ActivityRecorded;
import usher.contracts.event.EventJson;
import usher.contracts.event.Metric;
import usher.contracts.event.Topic;
import usher.contracts.event.UsageLine;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.TenantId;
import usher.kit.event.Events;

/** Writes an answer down: as the row the SQL function takes, as its receipt and as its usage events. */
@ApplicationScoped
class AnswerBooks {
    private final ObjectMapper mapper;
    private final Events events;
    private final ReceiptPrinter receipts;
    private final Understanding understanding;

    AnswerBooks(ObjectMapper mapper, Events events, ReceiptPrinter receipts, Understanding understanding) {
        this.mapper = mapper;
        this.events = events;
        this.receipts = receipts;
        this.understanding = understanding;
    }

    SealedReceipt receipt(TenantId tenant, Asked asked, Answer answer, Instant at, @Nullable String previous) {
        var place = new Answered.Place(tenant, asked.conversation(), asked.turn(), asked.fence());
        return receipts.print(
                new Answered(
                        place,
                        answer.message(),
                        at,
                        answer.text(),
                        answer.finishReason(),
                        answer.personaVersion(),
                        answer.passages().stream().map(AnswerBooks::passage).toList(),
                        answer.tools().stream().map(AnswerBooks::tool).toList(),
                        answer.from()),
                previous);
    }

    /** As JSON text. */
    String row(TenantId tenant, Question question, Asked asked, Answer answer, SealedReceipt receipt) {
        var tokens = answer.from().tokens();
        var decision = answer.from().decision();
        ObjectNode json = mapper.createObjectNode()
                .put("tenant", tenant.value().toString())
                .put("visitor", asked.visitor().value().toString())
                .put("conversation", asked.conversation().value().toString())
                .put("fence", asked.fence())
                .put("turn", asked.turn().value().toString())
                .put("message", answer.message().value().toString())
                .put("text", answer.text())
                .put("finish_reason", answer.finishReason())
                .put("provider", answer.provider())
                .put("model", answer.model())
                .put("persona_version", answer.personaVersion())
                .put("tokens_input", answer.tokens().input())
                .put("tokens_cached", tokens.cached())
                .put("tokens_output", answer.tokens().output())
                .put("tokens_reasoning", tokens.reasoning())
                .put("cost_micros", answer.cost().micros())
                .put("cached", answer.cached())
                .put("mixed", isMixed(answer))
                .put("experiment", decision.experiment())
                .put("arm", decision.arm())
                .put("previous", receipt.previous())
                .put("hash", receipt.hash())
                .put("seal", receipt.seal())
                .put("key_id", receipt.keyId())
                .put("topic", Topic.USAGE.topic());
        var insight = understanding.of(asked.turn(), question.text(), question.locale());
        json.set("insight", mapper.valueToTree(insight.toJson().getMap()));
        json.put("activity", activity(tenant, asked, answer, insight));
        json.set("citations", array(answer.citations()));
        json.set("tool_calls", array(answer.tools()));
        waiting(json, answer);
        json.set("passages", array(answer.passages()));
        json.set("tools", array(answer.tools().stream().map(ToolUse::id).toList()));
        return json.toString();
    }

    /** What is told of an interaction: how it went and what it seemed to be about, never its words. */
    private String activity(TenantId tenant, Asked asked, Answer answer, Insight insight) {
        var properties = Map.ofEntries(
                Map.entry("turn", asked.turn().toString()),
                Map.entry("message", answer.message().toString()),
                Map.entry("finish_reason", answer.finishReason()),
                Map.entry("provider", answer.provider()),
                Map.entry("model", answer.model()),
                Map.entry("persona_version", Integer.toString(answer.personaVersion())),
                Map.entry("cached", Boolean.toString(answer.cached())),
                Map.entry("tools", Integer.toString(answer.tools().size())),
                Map.entry(
                        "tools_done",
                        Long.toString(
                                answer.tools().stream().filter(ToolUse::isDone).count())),
                Map.entry("passages", Integer.toString(answer.passages().size())),
                Map.entry("citations", Integer.toString(answer.citations().size())),
                Map.entry("duration_ms", Long.toString(answer.from().timing().totalMs())),
                Map.entry("language", insight.language()),
                Map.entry("sentiment", insight.sentiment().text()),
                Map.entry("intent", insight.intent().text()),
                Map.entry("emotion", insight.emotion().text()));
        var told = new ActivityRecorded("turn.answered", asked.visitor(), asked.conversation(), properties);
        return EventJson.write(events.of(tenant, told));
    }

    /** Most answers cite nothing and call nothing. */
    private JsonNode array(List<?> values) {
        return values.isEmpty() ? mapper.createArrayNode() : mapper.valueToTree(values);
    }

    private static void waiting(ObjectNode json, Answer answer) {
        for (var use : answer.tools()) {
            if (use.isWaiting() && use.confirmation() != null) {
                json.withArray("confirmations")
                        .addObject()
                        .put("call", use.id().value().toString())
                        .put("expires_at", use.confirmation().expiresAt().toString());
            }
        }
    }

    /**
     * One event for the model that answered, and one for each other that was used before it. An answer that continues no receipt is
     * the first of its conversation, which is metered with it: the database takes but one such answer.
     */
    String[] usage(TenantId tenant, Asked asked, Answer answer, boolean first) {
        var written = new ArrayList<String>();
        var speaker = answer.from().speaker();
        var own = answer.from().uses().stream()
                .filter(use -> use.name().equals(speaker))
                .findFirst();
        var lines = new ArrayList<UsageLine>();
        lines.add(new UsageLine(Metric.MESSAGES, 1, 0));
        if (first) {
            lines.add(new UsageLine(Metric.CONVERSATIONS, 1, 0));
        }
        lines.addAll(own.map(use -> UsageLines.of(use.tokens(), use.cost()))
                .orElseGet(() -> UsageLines.of(TokenUse.NONE, TokenCost.NONE)));
        var about = new About(tenant, asked, Integer.toString(answer.personaVersion()));
        written.add(event(about, speaker, lines));
        answer.from().uses().stream()
                .filter(use -> !use.name().equals(speaker))
                .forEach(use -> written.add(event(about, use.name(), UsageLines.of(use.tokens(), use.cost()))));
        return written.toArray(String[]::new);
    }

    /** What all events of an answer say; a persona is known by its version. */
    private record About(TenantId tenant, Asked asked, String persona) {}

    private String event(About about, ModelName model, List<UsageLine> lines) {
        var used = new UsageRecorded(
                lines,
                Map.of(
                        "provider", model.provider(),
                        "model", model.model(),
                        "persona", about.persona(),
                        "conversation", about.asked().conversation().toString(),
                        "turn", about.asked().turn().toString()));
        return EventJson.write(events.of(about.tenant(), used));
    }

    private static boolean isMixed(Answer answer) {
        return answer.from().uses().stream()
                .anyMatch(use -> !use.name().equals(answer.from().speaker()));
    }

    private static Answered.Passage passage(Answer.Evidence evidence) {
        var source = evidence.source();
        return new Answered.Passage(
                source == null ? evidence.document().toString() : source.toString(),
                evidence.chunk(),
                evidence.score(),
                evidence.textHash(),
                evidence.at());
    }

    private static Answered.Tool tool(ToolUse use) {
        return new Answered.Tool(
                use.id(),
                use.name(),
                use.state(),
                use.arguments().toString(),
                use.result() == null ? null : use.result().toString(),
                use.durationMs());
    }
}
