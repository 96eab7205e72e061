package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A prepaid wallet. Written {@code wal_…}. */
public record WalletId(UUID value) implements Id {
    private static final String PREFIX = "wal";

    @JsonCreator
    public static WalletId fromString(String text) {
        return new WalletId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
