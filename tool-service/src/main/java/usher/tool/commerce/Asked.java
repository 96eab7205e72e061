package usher.tool.commerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The arguments of ready operations. The checks here hold whatever an operation's own schema lets through. */
public record Asked(ObjectNode arguments) {
    /** Without the sign that people and shops put before it; empty when it is none. */
    public String orderNumber() {
        var number = arguments.path("order_number").asText("").strip();
        var bare = number.startsWith("#") ? number.substring(1) : number;
        return bare.matches("[A-Za-z0-9_-]{1,40}") ? bare : "";
    }

    public boolean namesACustomer() {
        return !text("email").isEmpty() || !text("customer_id").isEmpty();
    }

    /** Whoever asks must be the one who ordered, by all that was said of him; what the shop does not know proves nothing. */
    public boolean isOf(@Nullable String email, String... customerIds) {
        var wantedEmail = text("email");
        var wantedId = text("customer_id");
        boolean emailFits = wantedEmail.isEmpty() || wantedEmail.equalsIgnoreCase(email);
        boolean idFits = wantedId.isEmpty() || java.util.List.of(customerIds).contains(wantedId);
        return namesACustomer() && emailFits && idFits;
    }

    /**
     * Words without signs, in lower case: what is left has no meaning in any language of searches, in which AND, OR, NOT,
     * quotes, colons, and a minus before a word do have one.
     */
    public String words() {
        return text("query")
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\s-]", " ")
                .replaceAll("(?<![\\p{L}\\p{N}])-+|-+(?![\\p{L}\\p{N}])", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    public int limit() {
        return Math.clamp(arguments.path("limit").asInt(ShopOperation.PRODUCTS), 1, 20);
    }

    /** Empty when it is none. */
    public String sku() {
        var sku = text("sku");
        return sku.matches("[A-Za-z0-9._/ -]{1,64}") ? sku : "";
    }

    private String text(String name) {
        JsonNode value = arguments.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
    }
}
