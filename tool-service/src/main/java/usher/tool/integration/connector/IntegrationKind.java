package usher.tool.integration.connector;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What stands at the other end. */
public enum IntegrationKind {
    /** Any API over HTTP. */
    CUSTOM_API,
    SHOPIFY,
    WOOCOMMERCE,
    /** PostgreSQL or MySQL. */
    DATABASE,
    /** A server of the Model Context Protocol. */
    MCP,
    /** Workflows of n8n that begin with a webhook. */
    N8N;

    @JsonCreator
    public static IntegrationKind fromString(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such kind of integration: " + text));
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
