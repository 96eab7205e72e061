package usher.chat.model.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import usher.chat.model.Prompt;
import usher.chat.model.local.argument.Parameter;
import usher.contracts.event.ToolDefinition;

/**
 * A request that waits for an argument: the assistant's last line asked for it. Nothing is remembered between turns; the
 * conversation itself tells, since the engine always asks in the same words.
 */
record OpenRequest(ToolDefinition tool, Parameter askedFor, List<String> lines) {

    /** {@code lines} are what the visitor said towards the request, newest first. */
    static Optional<OpenRequest> in(Prompt prompt) {
        var history = prompt.history();
        if (history.isEmpty() || history.getLast().speaker() != Prompt.Speaker.ASSISTANT) {
            return Optional.empty();
        }
        for (var tool : prompt.tools()) {
            var asked = askedBy(history.getLast(), tool);
            if (asked.isPresent()) {
                return Optional.of(new OpenRequest(tool, asked.get(), lines(prompt, tool)));
            }
        }
        return Optional.empty();
    }

    private static List<String> lines(Prompt prompt, ToolDefinition tool) {
        var lines = new ArrayList<String>();
        lines.add(prompt.question());
        var history = prompt.history();
        int at = history.size() - 1;
        while (at >= 1 && askedBy(history.get(at), tool).isPresent()) {
            if (history.get(at - 1).speaker() == Prompt.Speaker.VISITOR) {
                lines.add(history.get(at - 1).text());
            }
            at -= 2;
        }
        return lines;
    }

    private static Optional<Parameter> askedBy(Prompt.Line line, ToolDefinition tool) {
        return line.speaker() != Prompt.Speaker.ASSISTANT
                ? Optional.empty()
                : Parameter.of(tool).stream()
                        .filter(parameter -> List.of(Tongue.values()).stream()
                                .anyMatch(tongue -> line.text().contains(Clarification.ask(parameter, tongue))))
                        .findFirst();
    }
}
