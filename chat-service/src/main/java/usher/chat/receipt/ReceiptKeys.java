package usher.chat.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The platform's keys of receipts; the newest first. */
@ApplicationScoped
class ReceiptKeys {
    private final Map<String, ReceiptKey> keys = new LinkedHashMap<>();

    ReceiptKeys(ReceiptConfig config) {
        config.keys().orElse(List.of()).forEach(this::add);
    }

    ReceiptKey newest() {
        return keys.values().stream()
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("Set USHER_RECEIPT_KEYS to the base64 of 32 random bytes"));
    }

    Optional<ReceiptKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    List<ReceiptKey> all() {
        return List.copyOf(keys.values());
    }

    private void add(String secret) {
        var key = new ReceiptKey(Base64.getDecoder().decode(secret.strip()));
        keys.put(key.id(), key);
    }
}
