package usher.chat.model.prompt;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import usher.chat.model.Prompt;
import usher.chat.model.ToolOutcome;
import usher.chat.model.prompt.Dialogue.Message;

/** Makes a dialogue of a prompt. */
@ApplicationScoped
public class Dialogues {
    private final PromptText words;
    private final TextTools textTools;
    private final ObjectMapper mapper;

    public Dialogues(PromptText words, TextTools textTools, ObjectMapper mapper) {
        this.words = words;
        this.textTools = textTools;
        this.mapper = mapper;
    }

    /** Without native tools, the tools are described in the system message and their use is part of the talk. */
    public Dialogue of(Prompt prompt, boolean nativeTools) {
        var messages = new ArrayList<Message>();
        for (var line : prompt.history()) {
            say(messages, line);
        }
        messages.add(new Message.Asked(prompt.question()));
        for (var round : prompt.rounds()) {
            messages.add(
                    nativeTools ? new Message.Called(round.calls()) : new Message.Said(textTools.calls(round.calls())));
            messages.add(
                    nativeTools
                            ? new Message.Returned(round.outcomes())
                            : new Message.Asked(textTools.results(round.outcomes(), this::content)));
        }
        var system = words.system(prompt);
        return nativeTools || prompt.tools().isEmpty()
                ? new Dialogue(system, messages, prompt.tools())
                : new Dialogue(system + textTools.described(prompt.tools()), messages, List.of());
    }

    /** What a tool returned, as a model reads it. */
    public ObjectNode content(ToolOutcome outcome) {
        var content = mapper.createObjectNode();
        content.set("result", outcome.result());
        if (outcome.display() != null) {
            content.put("display", outcome.display());
        }
        if (outcome.errorCode() != null) {
            content.put("error", outcome.errorCode());
        }
        return content;
    }

    /** Providers refuse messages without words. */
    private static void say(List<Message> messages, Prompt.Line line) {
        if (!line.text().isBlank()) {
            messages.add(
                    line.speaker() == Prompt.Speaker.VISITOR
                            ? new Message.Asked(line.text())
                            : new Message.Said(line.text()));
        }
    }
}
