package usher.chat.conversation;

import java.util.List;
import usher.contracts.id.KnowledgeId;
import usher.contracts.id.MessageId;

/**
 * A finished answer with all that its receipt needs. Costs are micro-dollars by the price in force when it was made.
 * {@code cached} says that it was made for the same question before, and so took nothing.
 */
public record Answer(
        MessageId message,
        String text,
        String finishReason,
        List<Citation> citations,
        List<ToolUse> tools,
        List<Evidence> passages,
        String provider,
        String model,
        int personaVersion,
        Tokens tokens,
        Cost cost,
        boolean cached) {

    public Answer {
        citations = List.copyOf(citations);
        tools = List.copyOf(tools);
        passages = List.copyOf(passages);
    }

    /** An answer that was made for this question. */
    public Answer(
            MessageId message,
            String text,
            String finishReason,
            List<Citation> citations,
            List<ToolUse> tools,
            List<Evidence> passages,
            String provider,
            String model,
            int personaVersion,
            Tokens tokens,
            Cost cost) {
        this(
                message,
                text,
                finishReason,
                citations,
                tools,
                passages,
                provider,
                model,
                personaVersion,
                tokens,
                cost,
                false);
    }

    /** A passage the model was given, and how well it fitted, 0 to 1. */
    public record Evidence(KnowledgeId document, int chunk, double score) {}

    public record Tokens(long input, long output) {}

    public record Cost(long inputMicros, long outputMicros) {
        public long micros() {
            return Math.addExact(inputMicros, outputMicros);
        }
    }
}
