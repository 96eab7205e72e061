package usher.chat.assistant;

import com.fasterxml.jackson.databind.node.NullNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Confirmation;
import usher.chat.conversation.ToolUse;
import usher.chat.model.ToolCall;
import usher.chat.model.ToolOutcome;
import usher.chat.tool.RunTool;
import usher.chat.tool.ToolClient;
import usher.chat.tool.ToolRun;
import usher.contracts.event.ToolDefinition;

/** Runs the tools of one round at the same time and says how each goes. */
@ApplicationScoped
class Toolbox {
    static final String RUNNING = "running";

    private final ToolClient client;

    Toolbox(ToolClient client) {
        this.client = client;
    }

    /** {@code outcomes} is filled in the order of the calls, and the draft learns of every use. */
    Multi<Step> run(
            Brief brief, List<ToolCall> calls, List<ToolDefinition> tools, List<ToolOutcome> outcomes, Draft draft) {
        Multi<Step> started = Multi.createFrom()
                .iterable(calls)
                .map(call -> new Step.UsedTool(call.id(), label(call, tools, true), RUNNING));
        Multi<Step> ended = Uni.join()
                .all(calls.stream().map(call -> runOne(brief, call, tools)).collect(Collectors.toList()))
                .andFailFast()
                .onItem()
                .transformToMulti(runs -> Multi.createFrom()
                        .range(0, calls.size())
                        .map(at -> {
                            var call = calls.get(at);
                            var run = runs.get(at);
                            var use = use(call, run, tools);
                            outcomes.add(outcome(call, run, tools));
                            draft.used(use);
                            return new Step.UsedTool(use.id(), use.label(), use.state(), use.confirmation());
                        }));
        return Multi.createBy().concatenating().streams(started, ended);
    }

    private Uni<ToolRun> runOne(Brief brief, ToolCall call, List<ToolDefinition> tools) {
        if (find(call, tools).isEmpty()) {
            return Uni.createFrom().item(ToolRun.failed("tool-unknown", "There is no such tool."));
        }
        return client.run(
                brief.tenant(),
                new RunTool(
                        call.name(),
                        call.id(),
                        brief.conversation(),
                        brief.answer(),
                        call.arguments(),
                        identity(brief),
                        brief.locale()));
    }

    static @Nullable Map<String, Object> identity(Brief brief) {
        return brief.identity().isEmpty() ? null : brief.identity();
    }

    static ToolOutcome outcome(ToolCall call, ToolRun run, List<ToolDefinition> tools) {
        return new ToolOutcome(
                call.id(),
                call.name(),
                run.succeeded(),
                run.result() == null ? NullNode.getInstance() : run.result(),
                run.display(),
                run.declined() ? "declined" : errorCode(call, run, tools));
    }

    /** Of an act that may have been done all the same, that matters more than how the connection broke. */
    private static @Nullable String errorCode(ToolCall call, ToolRun run, List<ToolDefinition> tools) {
        if (run.error() == null) {
            return null;
        }
        boolean acts =
                find(call, tools).map(tool -> !tool.risk().equals("read")).orElse(true);
        return acts && Boolean.TRUE.equals(run.error().uncertain())
                ? "outcome-unknown"
                : run.error().code();
    }

    static ToolUse use(ToolCall call, ToolRun run, List<ToolDefinition> tools) {
        return new ToolUse(
                call.id(),
                call.name(),
                label(call, tools, !run.succeeded()),
                run.state(),
                call.arguments(),
                run.result(),
                run.durationMs(),
                confirmation(call, run, tools));
    }

    private static @Nullable Confirmation confirmation(ToolCall call, ToolRun run, List<ToolDefinition> tools) {
        return run.confirmation() == null
                ? null
                : new Confirmation(
                        run.confirmation().expiresAt(),
                        find(call, tools)
                                .map(tool -> Details.of(tool, call.arguments()))
                                .orElse(List.of()));
    }

    private static String label(ToolCall call, List<ToolDefinition> tools, boolean unfinished) {
        return find(call, tools)
                .map(tool -> ToolLabels.fill(unfinished ? tool.label() : tool.doneLabel(), call.arguments()))
                .orElse(call.name());
    }

    static Optional<ToolDefinition> find(ToolCall call, List<ToolDefinition> tools) {
        return tools.stream().filter(tool -> tool.name().equals(call.name())).findFirst();
    }
}
