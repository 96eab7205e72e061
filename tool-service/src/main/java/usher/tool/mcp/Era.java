package usher.tool.mcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which of the two protocols of that name a server speaks, with what has to be said in each request. */
sealed interface Era {
    /** What the server says it is. */
    String server();

    /** Each request stands for itself. */
    record Stateless(String server) implements Era {}

    /** Since {@code initialize}; servers without sessions give no id. */
    record Session(String server, String version, @Nullable String id) implements Era {}

    default ObjectNode params(ObjectNode params) {
        return this instanceof Stateless ? withMeta(params) : params;
    }

    default MultiMap headers(String method, @Nullable String name) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        switch (this) {
            case Stateless stateless -> {
                headers.set(Wire.VERSION_HEADER, Wire.STATELESS).set(Wire.METHOD_HEADER, method);
                if (name != null) {
                    headers.set(Wire.NAME_HEADER, Header.value(name));
                }
            }
            case Session(var server, var version, var id) -> {
                headers.set(Wire.VERSION_HEADER, version);
                if (id != null) {
                    headers.set(Wire.SESSION_HEADER, id);
                }
            }
        }
        return headers;
    }

    private static ObjectNode withMeta(ObjectNode params) {
        var meta = JsonNodeFactory.instance.objectNode().put(Wire.META_VERSION, Wire.STATELESS);
        meta.set(Wire.META_CLIENT, client());
        meta.set(Wire.META_CAPABILITIES, JsonNodeFactory.instance.objectNode());
        ObjectNode with = params.deepCopy();
        with.set("_meta", meta);
        return with;
    }

    static ObjectNode client() {
        return JsonNodeFactory.instance.objectNode().put("name", "usher").put("version", "1");
    }

    /** Values of headers; see "Value Encoding" of the revision 2026-07-28. */
    final class Header {
        private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7E]([\\x20-\\x7E]*[\\x21-\\x7E])?");

        private Header() {}

        static String value(String text) {
            boolean plain = PLAIN.matcher(text).matches() && !text.startsWith("=?base64?");
            return plain
                    ? text
                    : "=?base64?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
        }
    }
}
