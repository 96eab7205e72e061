package usher.tool.invocation.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes out of JSON what a log must not hold: the values of members that sound like secrets, and card numbers anywhere. */
public final class Redaction {
    static final String REDACTED = "[redacted]";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** As they stand in names, without regard to case and separators. */
    private static final List<String> SECRETS = List.of(
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "secret",
            "token",
            "authorization",
            "apikey",
            "accesskey",
            "privatekey",
            "credential",
            "cookie",
            "cvv",
            "cvc");

    private Redaction() {}

    public static JsonNode of(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> object(object);
            case ArrayNode array -> array(array);
            case TextNode text -> TextNode.valueOf(CardNumbers.redact(text.textValue()));
            default ->
                node.isNumber() && CardNumbers.isCard(node.asText()) ? JSON.textNode(CardNumbers.REDACTED) : node;
        };
    }

    public static @Nullable String of(@Nullable String text) {
        return text == null ? null : CardNumbers.redact(text);
    }

    private static JsonNode object(ObjectNode object) {
        var redacted = JSON.objectNode();
        object.properties()
                .forEach(member -> redacted.set(member.getKey(), member(member.getKey(), member.getValue())));
        return redacted;
    }

    /** Whether there is a secret may be known, which it is may not. */
    private static JsonNode member(String name, JsonNode value) {
        return soundsSecret(name) && !value.isNull() && !value.isBoolean() ? JSON.textNode(REDACTED) : of(value);
    }

    private static JsonNode array(ArrayNode array) {
        var redacted = JSON.arrayNode(array.size());
        array.forEach(each -> redacted.add(of(each)));
        return redacted;
    }

    private static boolean soundsSecret(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return SECRETS.stream().anyMatch(plain::contains);
    }
}
