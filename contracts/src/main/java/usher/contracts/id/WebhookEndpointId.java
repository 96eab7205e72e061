package usher.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Where webhooks are sent. Written {@code whe_…}. */
public record WebhookEndpointId(UUID value) implements Id {
    private static final String PREFIX = "whe";

    @JsonCreator
    public static WebhookEndpointId fromString(String text) {
        return new WebhookEndpointId(IdText.parse(PREFIX, text));
    }

    @Override
    @JsonValue
    public String toString() {
        return IdText.print(PREFIX, value);
    }
}
