package usher.chat.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.chat.receipt.Receipts.Chain;
import usher.chat.receipt.Receipts.Stored;

/** Checks what is stored, and what somebody shows, against the platform's keys. Whatever differs is named. */
@ApplicationScoped
class ReceiptCheck {
    private final ReceiptKeys keys;

    ReceiptCheck(ReceiptKeys keys) {
        this.keys = keys;
    }

    /** Why a stored receipt does not hold; empty when it does. */
    Optional<String> fault(Stored stored) {
        if (!Hashes.sha256(stored.body()).equals(stored.hash())) {
            return Optional.of("body-changed");
        }
        var key = keys.find(stored.keyId());
        if (key.isEmpty()) {
            return Optional.of("key-unknown");
        }
        if (!key.get().sealed(stored.hash(), stored.seal())) {
            return Optional.of("seal-broken");
        }
        var said = CanonicalJson.read(stored.body()).path("text_sha256").asText();
        return Hashes.sha256(stored.text()).equals(said) ? Optional.empty() : Optional.of("text-changed");
    }

    ReceiptView view(Stored stored) {
        var fault = fault(stored).orElse(null);
        var signature = fault == null
                ? keys.find(stored.keyId()).map(key -> key.sign(stored.hash())).orElse(null)
                : null;
        return new ReceiptView(CanonicalJson.read(stored.body()), stored.hash(), stored.keyId(), signature, fault);
    }

    /** What of a receipt its visitor may know. */
    VisitorReceipt visitors(Stored stored) {
        return VisitorReceipt.of(view(stored));
    }

    /** The document must be what was hashed, and the hash what was signed. */
    PresentedReceipt.Verdict check(PresentedReceipt shown) {
        var hash = Hashes.sha256(CanonicalJson.of(shown.receipt()));
        if (!hash.equals(shown.hash())) {
            return new PresentedReceipt.Verdict(false, "body-changed");
        }
        return keys.find(shown.keyId())
                .map(key -> key.signed(hash, shown.signature())
                        ? new PresentedReceipt.Verdict(true, null)
                        : new PresentedReceipt.Verdict(false, "signature-broken"))
                .orElse(new PresentedReceipt.Verdict(false, "key-unknown"));
    }

    /**
     * Follows the chain from its head to the oldest receipt that is kept. What the retention deleted is missing at that end
     * alone; a gap anywhere else, or a receipt nobody leads to, is a fault.
     */
    ChainView check(Chain chain) {
        var byHash = new HashMap<String, Stored>();
        chain.receipts().forEach(stored -> byHash.put(stored.hash(), stored));
        var faults = new ArrayList<ChainView.Fault>();
        chain.receipts()
                .forEach(stored ->
                        fault(stored).ifPresent(code -> faults.add(new ChainView.Fault(message(stored), code))));
        int followed = 0;
        @Nullable String next = chain.head();
        while (next != null && byHash.containsKey(next)) {
            var stored = byHash.remove(next);
            next = previous(stored);
            followed++;
        }
        if (followed == 0 && chain.head() != null && !chain.receipts().isEmpty()) {
            faults.add(new ChainView.Fault(null, "head-missing"));
        }
        byHash.values().forEach(stored -> faults.add(new ChainView.Fault(message(stored), "chain-broken")));
        return new ChainView(
                faults.isEmpty(), chain.receipts().size(), chain.head(), next == null, List.copyOf(faults));
    }

    private static @Nullable String previous(@Nullable Stored stored) {
        if (stored == null) {
            return null;
        }
        JsonNode previous = CanonicalJson.read(stored.body()).path("previous");
        return previous.isTextual() ? previous.asText() : null;
    }

    private static String message(Stored stored) {
        return CanonicalJson.read(stored.body()).path("message").asText();
    }
}
