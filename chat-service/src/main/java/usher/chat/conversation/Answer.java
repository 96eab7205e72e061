package usher.chat.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.chat.model.price.TokenCost;
import usher.chat.receipt.Provenance;
import usher.contracts.id.KnowledgeId;
import usher.contracts.id.MessageId;
import usher.contracts.id.OperationId;

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

    /**
     * A passage the model was given, how well it fitted, 0 to 1, and the SHA-256 of its text; {@code source} is the operation it
     * was asked from {@code at} that time, absent for what the tenant has taught. Its text is no part of it.
     */
    public record Evidence(
            KnowledgeId document,
            int chunk,
            double score,
            String textHash,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            OperationId source,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant at) {}

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
