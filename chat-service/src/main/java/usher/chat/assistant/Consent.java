package usher.chat.assistant;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import usher.chat.conversation.Confirmations;
import usher.chat.conversation.Decision;
import usher.chat.conversation.ToolUse;
import usher.chat.model.ToolCall;
import usher.chat.model.ToolOutcome;
import usher.chat.tool.Decide;
import usher.chat.tool.ToolClient;
import usher.chat.tool.ToolRun;
import usher.contracts.event.ToolDefinition;

/** Passes a decision on to who waits for it, and says what came of it. */
@ApplicationScoped
class Consent {
    private static final Logger LOG = Logger.getLogger(Consent.class);

    private final ToolClient client;
    private final Confirmations confirmations;

    Consent(ToolClient client, Confirmations confirmations) {
        this.client = client;
        this.confirmations = confirmations;
    }

    /** What was decided becomes the round's one outcome, and a use of the draft. */
    Multi<Step> decide(
            Brief brief,
            Decision decision,
            ToolCall call,
            List<ToolDefinition> tools,
            List<ToolOutcome> outcomes,
            Draft draft) {
        var asked = decision.asked();
        Multi<Step> started = Multi.createFrom().item(new Step.UsedTool(asked.id(), asked.label(), Toolbox.RUNNING));
        Multi<Step> ended = client.decide(brief.tenant(), asked.id(), order(brief, decision))
                .call(run -> note(brief, asked, run))
                .map(run -> {
                    var use = use(asked, call, run, tools);
                    outcomes.add(Toolbox.outcome(call, run, tools));
                    draft.used(use);
                    return (Step) new Step.UsedTool(use.id(), use.label(), use.state());
                })
                .toMulti();
        return Multi.createBy().concatenating().streams(started, ended);
    }

    private static Decide order(Brief brief, Decision decision) {
        return new Decide(
                decision.confirms() ? "confirm" : "decline",
                brief.conversation(),
                brief.answer(),
                brief.visitor(),
                Toolbox.identity(brief),
                brief.locale(),
                decision.by());
    }

    /**
     * The decision stands whatever becomes of this answer. Where it cannot be written down, the visitor sees it as open a
     * little longer, and deciding again leads to the same outcome.
     */
    private Uni<Void> note(Brief brief, ToolUse asked, ToolRun run) {
        return run.inProgress()
                ? Uni.createFrom().voidItem()
                : confirmations
                        .decided(brief.tenant(), asked.id(), run.state())
                        .onFailure()
                        .invoke(failure ->
                                LOG.warnf("A decision was not written down call=%s cause=%s", asked.id(), failure))
                        .onFailure()
                        .recoverWithNull();
    }

    /** A tool that was taken away meanwhile has the label it asked under. */
    private static ToolUse use(ToolUse asked, ToolCall call, ToolRun run, List<ToolDefinition> tools) {
        return Toolbox.find(call, tools)
                .map(tool -> Toolbox.use(call, run, tools))
                .orElseGet(() -> new ToolUse(
                        asked.id(),
                        asked.name(),
                        asked.label(),
                        run.state(),
                        asked.arguments(),
                        run.result(),
                        run.durationMs()));
    }
}
