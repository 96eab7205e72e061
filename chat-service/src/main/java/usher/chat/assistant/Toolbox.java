package usher.chat.assistant;

import com.fasterxml.jackson.databind.node.NullNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
    private static final String RUNNING = "running";

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
                            outcomes.add(outcome(call, run));
                            draft.used(use(call, run, label(call, tools, !run.succeeded())));
                            return new Step.UsedTool(call.id(), label(call, tools, !run.succeeded()), run.state());
                        }));
        return Multi.createBy().concatenating().streams(started, ended);
    }

    private Uni<ToolRun> runOne(Brief brief, ToolCall call, List<ToolDefinition> tools) {
        if (find(call, tools).isEmpty()) {
            return Uni.createFrom().item(ToolRun.failed("tool-unknown", "There is no such tool."));
        }
        var identity = brief.identity().isEmpty() ? null : brief.identity();
        return client.run(
                brief.tenant(),
                new RunTool(
                        call.name(),
                        call.id(),
                        brief.conversation(),
                        brief.answer(),
                        call.arguments(),
                        identity,
                        brief.locale()));
    }

    private static ToolOutcome outcome(ToolCall call, ToolRun run) {
        return new ToolOutcome(
                call.id(),
                call.name(),
                run.succeeded(),
                run.result() == null ? NullNode.getInstance() : run.result(),
                run.display(),
                run.error() == null ? null : run.error().code());
    }

    private static ToolUse use(ToolCall call, ToolRun run, String label) {
        return new ToolUse(
                call.id(), call.name(), label, run.state(), call.arguments(), run.result(), run.durationMs());
    }

    private static String label(ToolCall call, List<ToolDefinition> tools, boolean unfinished) {
        return find(call, tools)
                .map(tool -> ToolLabels.fill(unfinished ? tool.label() : tool.doneLabel(), call.arguments()))
                .orElse(call.name());
    }

    private static Optional<ToolDefinition> find(ToolCall call, List<ToolDefinition> tools) {
        return tools.stream().filter(tool -> tool.name().equals(call.name())).findFirst();
    }
}
