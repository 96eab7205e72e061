package usher.chat.receipt;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** What proves receipts. */
@ConfigMapping(prefix = "usher.receipt")
interface ReceiptConfig {
    /**
     * Base64 of 32 random bytes each, the same on every replica. The first one seals and signs, all of them check, so a new key
     * is put in front to rotate, and none is taken away while receipts by it are to hold.
     */
    Optional<List<String>> keys();
}
