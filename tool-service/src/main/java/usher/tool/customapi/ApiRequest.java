package usher.tool.customapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import usher.tool.target.Call;

/** A request complete but for how it signs in. */
record ApiRequest(HttpMethod method, String url, MultiMap headers, Buffer body) {
    static ApiRequest of(String baseUrl, ApiDefinition definition, Call call) {
        var arguments = call.arguments();
        var query = query(definition.query(), arguments);
        var url = baseUrl + definition.path().fill(arguments) + (query.isEmpty() ? "" : "?" + String.join("&", query));
        var headers = headers(definition.headers(), arguments);
        if (!definition.reads()) {
            headers.set("idempotency-key", call.key());
        }
        var body = Placeholders.fill(definition.body(), arguments).filter(found -> !found.isMissingNode());
        body.ifPresent(found -> headers.set("content-type", "application/json"));
        return new ApiRequest(
                definition.method(),
                url,
                headers,
                body.map(found -> Buffer.buffer(found.toString())).orElseGet(Buffer::buffer));
    }

    /** With one more parameter, which is a credential. */
    ApiRequest with(String name, String value) {
        var separator = url.indexOf('?') < 0 ? '?' : '&';
        return new ApiRequest(
                method, url + separator + PercentEncoding.of(name) + '=' + PercentEncoding.of(value), headers, body);
    }

    boolean reads() {
        return ApiDefinition.reads(method);
    }

    URI uri() {
        return URI.create(url);
    }

    /** A list becomes the same parameter several times; without its argument a parameter is not sent. */
    private static List<String> query(JsonNode template, ObjectNode arguments) {
        var parts = new ArrayList<String>();
        template.properties()
                .forEach(parameter -> Placeholders.fill(parameter.getValue(), arguments)
                        .filter(value -> !value.isNull())
                        .ifPresent(value -> {
                            for (JsonNode each : value.isArray() ? value : List.of(value)) {
                                parts.add(PercentEncoding.of(parameter.getKey())
                                        + '='
                                        + PercentEncoding.of(Placeholders.text(each)));
                            }
                        }));
        return parts;
    }

    private static MultiMap headers(JsonNode template, ObjectNode arguments) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .set("accept", "application/json")
                .set("user-agent", "Usher");
        template.properties()
                .forEach(header -> Placeholders.fill(header.getValue(), arguments)
                        .filter(value -> !value.isNull())
                        .map(Placeholders::text)
                        .ifPresent(value -> headers.set(header.getKey(), sendable(header.getKey(), value))));
        return headers;
    }

    private static String sendable(String header, String value) {
        if (value.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
            throw new Unusable("Invalid: the header " + header + " takes letters, digits and signs alone.");
        }
        return value;
    }
}
