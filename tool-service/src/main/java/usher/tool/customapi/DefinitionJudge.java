package usher.tool.customapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import usher.tool.integration.connector.Objection;

/** What is wrong with the definition of an operation. */
final class DefinitionJudge {
    private static final Set<String> MEMBERS =
            Set.of("method", "path", "query", "headers", "body", "result", "idempotent");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    /** Written by the connector itself, or by the client for it. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "authorization",
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "upgrade",
            "te",
            "trailer",
            "idempotency-key",
            "cookie");

    private final ObjectNode definition;
    private final ObjectNode parameters;
    private final List<Objection> found = new ArrayList<>();

    private DefinitionJudge(ObjectNode definition, ObjectNode parameters) {
        this.definition = definition;
        this.parameters = parameters;
    }

    static List<Objection> judge(ObjectNode definition, ObjectNode parameters) {
        var judge = new DefinitionJudge(definition, parameters);
        judge.request();
        judge.answer();
        judge.placeholders();
        return judge.found;
    }

    private void request() {
        definition.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                object("/" + name, "unknown-field", "This is not known here.");
            }
        });
        if (!METHODS.contains(definition.path("method").asText(""))) {
            object("/method", "invalid", "The method is GET, HEAD, POST, PUT, PATCH or DELETE.");
        }
        if (!PathTemplate.isPlain(definition.path("path").asText(""))) {
            object(
                    "/path",
                    "invalid",
                    "A path begins with a slash and has no query, no empty segment and no dots for one.");
        }
        values("query", Pattern.compile("[^\\p{Cntrl}]{1,100}"));
        values("headers", HEADER);
        definition.path("headers").fieldNames().forEachRemaining(name -> {
            if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                object("/headers/" + name, "reserved", "This header is not a definition's to set.");
            }
        });
    }

    private void values(String member, Pattern names) {
        var map = definition.path(member);
        if (!map.isMissingNode() && !map.isObject()) {
            object("/" + member, "invalid", "This is an object of names and values.");
        }
        map.properties().forEach(entry -> {
            if (!names.matcher(entry.getKey()).matches() || !entry.getValue().isValueNode()) {
                object("/" + member + "/" + entry.getKey(), "invalid", "This cannot be sent.");
            }
        });
    }

    private void answer() {
        try {
            JsonPointer.compile(definition.path("result").asText(""));
        } catch (IllegalArgumentException malformed) {
            object("/result", "invalid", "This is a JSON pointer (RFC 6901), for example /data/0.");
        }
        var idempotent = definition.path("idempotent");
        if (!idempotent.isMissingNode() && !idempotent.isBoolean()) {
            object("/idempotent", "invalid", "This is true or false.");
        }
    }

    private void placeholders() {
        for (var member : List.of("path", "query", "headers", "body")) {
            for (var name : Placeholders.in(definition.path(member))) {
                if (!declared().has(name)) {
                    object("/" + member, "parameter-unknown", "There is no parameter {" + name + "}.");
                }
            }
        }
    }

    private JsonNode declared() {
        return parameters.path("properties");
    }

    private void object(String pointer, String code, String sentence) {
        found.add(new Objection("/definition" + pointer, code, sentence));
    }
}
