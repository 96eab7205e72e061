package usher.chat.completion;

import io.smallrye.mutiny.Multi;
import org.jspecify.annotations.Nullable;
import usher.chat.limit.Admission.Allowance;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;

/** A completion under way; {@code created} in seconds since 1970. It ends after it is stored, or fails with a refusal. */
record Completion(
        MessageId message,
        ConversationId conversation,
        String model,
        long created,
        @Nullable Allowance allowance,
        Multi<Part> parts) {

    boolean wasAnsweredBefore() {
        return allowance == null;
    }

    /** The same every time the same message is told. */
    String id() {
        return "chatcmpl-" + message.toString().substring(message.toString().indexOf('_') + 1);
    }
}
