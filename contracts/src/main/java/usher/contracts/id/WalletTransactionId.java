package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One movement of a wallet's money. Written {@code wtx_…}. */
public record WalletTransactionId(UUID value) implements Id {
    private static final String PREFIX = "wtx";

    @JsonCreator
    public static WalletTransactionId fromString(String text) {
        return new WalletTransactionId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
