package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** An amount paid into a wallet, of which something may be left. Written {@code wcr_…}. */
public record WalletCreditId(UUID value) implements Id {
    private static final String PREFIX = "wcr";

    @JsonCreator
    public static WalletCreditId fromString(String text) {
        return new WalletCreditId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
