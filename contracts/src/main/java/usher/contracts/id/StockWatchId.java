package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One article whose stock is watched for a tenant. Written {@code wch_…}. */
public record StockWatchId(UUID value) implements Id {
    private static final String PREFIX = "wch";

    @JsonCreator
    public static StockWatchId fromString(String text) {
        return new StockWatchId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
