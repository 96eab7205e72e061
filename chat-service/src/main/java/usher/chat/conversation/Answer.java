package usher.chat.conversation;

import java.util.List;
import usher.chat.model.price.TokenCost;
import usher.chat.receipt.Provenance;
import usher.contracts.id.KnowledgeId;
import usher.contracts.id.MessageId;

/**
 * A finished answer with all that its receipt needs. Costs are micro-dollars by the price in force when it was made.
 */
public record Answer(
        MessageId message,
        String text,
        String finishReason,
        List<Citation> citations,
        List<ToolUse> tools,
        List<Evidence> passages,
        int personaVersion,
        Provenance from) {

    public Answer {
        citations = List.copyOf(citations);
        tools = List.copyOf(tools);
        passages = List.copyOf(passages);
    }

    /** A passage the model was given, how well it fitted, 0 to 1, and the SHA-256 of its text. */
    public record Evidence(KnowledgeId document, int chunk, double score, String textHash) {}

    /** All that was read and all that was written, whatever class it is priced in. */
    public record Tokens(long input, long output) {}

    public String provider() {
        return from.speaker().provider();
    }

    public String model() {
        return from.speaker().model();
    }

    public Tokens tokens() {
        var tokens = from.tokens();
        return new Tokens(tokens.input() + tokens.cached(), tokens.output() + tokens.reasoning());
    }

    public TokenCost cost() {
        return from.cost();
    }

    /** Whether it was made for the same question before, and so took nothing. */
    public boolean cached() {
        return from.isCached();
    }
}
