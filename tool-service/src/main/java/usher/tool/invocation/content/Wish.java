package usher.tool.invocation.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What is kept, sealed, while a call waits to be confirmed: what the model said, and for whom, so that a member of the tenant can decide in
 * the visitor's place. It is forgotten with the decision.
 */
public record Wish(JsonNode said, @Nullable ObjectNode identity) {
    public static Wish of(@Nullable JsonNode said, @Nullable ObjectNode identity) {
        return new Wish(said == null ? JsonNodeFactory.instance.objectNode() : said, identity);
    }

    /** Of what was kept; calls that began to wait before identities were kept have what was said alone. */
    public static Wish read(JsonNode kept) {
        return kept instanceof ArrayNode both
                ? new Wish(both.path(0), both.path(1) instanceof ObjectNode identity ? identity : null)
                : new Wish(kept, null);
    }

    public String text() {
        return JsonNodeFactory.instance.arrayNode().add(said).add(identity).toString();
    }
}
