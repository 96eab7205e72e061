package usher.chat.receipt;

import org.jspecify.annotations.Nullable;

/**
 * A receipt as the visitor sees it who was answered: what was said, when, and on how much it rests, but nothing of prompts, models,
 * prices, sources or tools. The tenant's server and its members see all of it, and find it by its {@code hash}.
 */
public record VisitorReceipt(
        String message,
        String conversation,
        int turnNumber,
        String createdAt,
        String textSha256,
        String finishReason,
        int passages,
        int tools,
        String hash,
        String keyId,
        @Nullable String signature,
        @Nullable String fault) {

    static VisitorReceipt of(ReceiptView whole) {
        var receipt = whole.receipt();
        return new VisitorReceipt(
                receipt.path("message").asText(),
                receipt.path("conversation").asText(),
                receipt.path("turn_number").asInt(),
                receipt.path("created_at").asText(),
                receipt.path("text_sha256").asText(),
                receipt.path("finish_reason").asText(),
                receipt.path("passages").size(),
                receipt.path("tools").size(),
                whole.hash(),
                whole.keyId(),
                whole.signature(),
                whole.fault());
    }
}
