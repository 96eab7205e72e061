package usher.chat.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.ToolDefinition;
import usher.contracts.id.KnowledgeId;
import usher.contracts.id.OperationId;

/**
 * Everything a model may know when it answers, as data rather than rendered text, so that the local engine can read
 * passages and schemas while remote providers render them. {@code summary} holds what is left of messages older than the
 * history, empty when there are none.
 */
public record Prompt(
        Persona persona,
        String locale,
        List<Passage> passages,
        List<Line> history,
        String question,
        List<ToolDefinition> tools,
        List<Round> rounds,
        Limits limits,
        String summary,
        Task task) {

    public Prompt {
        passages = List.copyOf(passages);
        history = List.copyOf(history);
        tools = List.copyOf(tools);
        rounds = List.copyOf(rounds);
    }

    /** Without anything to remember from before the history. */
    public Prompt(
            Persona persona,
            String locale,
            List<Passage> passages,
            List<Line> history,
            String question,
            List<ToolDefinition> tools,
            List<Round> rounds,
            Limits limits) {
        this(persona, locale, passages, history, question, tools, rounds, limits, "", Task.ANSWER);
    }

    /** Asks for a summary of messages that {@code earlier} already sums up in part. */
    public static Prompt summarising(String earlier, List<Line> messages, String locale, Limits limits) {
        var nobody = new Persona("", "", "", null);
        return new Prompt(
                nobody,
                locale,
                List.of(),
                messages,
                "Write the notes now.",
                List.of(),
                List.of(),
                limits,
                earlier,
                Task.SUMMARISE);
    }

    /** What is wanted of the model. */
    public enum Task {
        ANSWER,
        SUMMARISE
    }

    /** Who answers, and how the tenant wants it to. */
    public record Persona(
            String name,
            String business,
            String instructions,
            @Nullable String tone) {}

    /**
     * A retrieved piece of the tenant's knowledge. {@code index} counts from 1 and is what an answer cites; {@code score}
     * is cosine-like, 0 to 1; {@code answer} is the prepared answer when the passage is a question of an FAQ entry; {@code
     * live} says where it comes from when it was asked for just now, and {@code document} then has the source's UUID.
     */
    public record Passage(
            int index,
            KnowledgeId document,
            int chunk,
            String title,
            @Nullable String url,
            String text,
            double score,
            @Nullable String answer,
            @Nullable Live live) {

        /** Of what the tenant has taught. */
        public Passage(
                int index,
                KnowledgeId document,
                int chunk,
                String title,
                @Nullable String url,
                String text,
                double score,
                @Nullable String answer) {
            this(index, document, chunk, title, url, text, score, answer, null);
        }

        /** The same passage at another place in the list. */
        public Passage at(int place) {
            return new Passage(place, document, chunk, title, url, text, score, answer, live);
        }
    }

    /** What was asked for a passage, and when it answered. */
    public record Live(OperationId source, Instant at) {}

    /** An earlier message of the conversation, oldest first. */
    public record Line(Speaker speaker, String text) {}

    public enum Speaker {
        VISITOR,
        ASSISTANT
    }

    /** One round of tools within this turn: what the model asked for and what came back, in the same order. */
    public record Round(List<ToolCall> calls, List<ToolOutcome> outcomes) {
        public Round {
            calls = List.copyOf(calls);
            outcomes = List.copyOf(outcomes);
        }
    }

    /** Bounds of the answer: most tokens to generate, and the sampling temperature. */
    public record Limits(int maxTokens, double temperature) {}

    /** The same prompt for an answer of at most so many tokens. */
    public Prompt within(int maxTokens) {
        var tighter = new Limits(Math.min(maxTokens, limits.maxTokens()), limits.temperature());
        return new Prompt(persona, locale, passages, history, question, tools, rounds, tighter, summary, task);
    }

    /** The same prompt after one more round of tools. */
    public Prompt after(Round round) {
        var more = new java.util.ArrayList<>(rounds);
        more.add(round);
        return new Prompt(persona, locale, passages, history, question, tools, more, limits, summary, task);
    }
}
