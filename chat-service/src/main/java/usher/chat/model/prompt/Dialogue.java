package usher.chat.model.prompt;

import java.util.ArrayList;
import java.util.List;
import usher.chat.model.ToolCall;
import usher.chat.model.ToolOutcome;
import usher.contracts.event.ToolDefinition;

/** A prompt as messages, oldest first; {@code tools} are those the model calls by its protocol's own means. */
public record Dialogue(String system, List<Message> messages, List<ToolDefinition> tools) {
    public Dialogue {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    public sealed interface Message {
        /** Words of the visitor, or what stands in their place. */
        record Asked(String text) implements Message {}

        /** Words of the model. */
        record Said(String text) implements Message {}

        /** Tools the model called, all in one round. */
        record Called(List<ToolCall> calls) implements Message {}

        /** What they returned, in the order of the calls. */
        record Returned(List<ToolOutcome> outcomes) implements Message {}
    }

    /** The same dialogue for protocols that refuse one in which the model speaks first, as it does when it greets. */
    public Dialogue begunByVisitor() {
        if (messages.isEmpty() || messages.getFirst() instanceof Message.Asked) {
            return this;
        }
        var begun = new ArrayList<Message>(messages.size() + 1);
        begun.add(new Message.Asked("(The visitor opened the chat.)"));
        begun.addAll(messages);
        return new Dialogue(system, begun, tools);
    }
}
