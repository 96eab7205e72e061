package usher.chat.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;

/**
 * The last receipt's hash of conversations that were answered here lately, so that the next one is usually chained without asking
 * for it. A guess: the database compares, and tells where another replica was quicker.
 */
@ApplicationScoped
class ReceiptHeads {
    private final Cache<ConversationId, String> heads = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterAccess(Duration.ofMinutes(30))
            .build();

    @Nullable
    String of(ConversationId conversation) {
        return heads.getIfPresent(conversation);
    }

    void moved(ConversationId conversation, String hash) {
        heads.put(conversation, hash);
    }
}
