package usher.tool.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;
import usher.tool.integration.connector.OfferedOperation;

/** One OpenAPI document, as JSON or as YAML. */
public final class OpenApiDocument {
    static final int LONGEST = 2_000_000;
    private static final int MOST_OPERATIONS = 500;
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    /** JSON is YAML too; aliases are not expanded without bound. */
    private static final ObjectMapper READER = new ObjectMapper(YAMLFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(200).build())
            .build());

    private final JsonNode root;

    private OpenApiDocument(JsonNode root) {
        this.root = root;
    }

    /** Refuses what is too long, unreadable, or another kind of document. */
    public static OpenApiDocument read(String text) {
        if (text.length() > LONGEST) {
            throw Refusal.invalid(
                    "/document", "too-long", "An OpenAPI document has at most 2,000,000 characters here.");
        }
        try {
            var root = READER.readTree(text);
            if (root == null
                    || !root.path("openapi").asText().startsWith("3.")
                    || !root.path("paths").isObject()) {
                throw Refusal.invalid(
                        "/document",
                        "document-unknown",
                        "This is no OpenAPI document of version 3.0 or 3.1 with paths.");
            }
            return new OpenApiDocument(root);
        } catch (JsonProcessingException malformed) {
            throw Refusal.invalid("/document", "document-malformed", "This is neither JSON nor YAML.");
        }
    }

    /** The address that its paths continue, where it names an absolute one. */
    public Optional<String> baseUrl() {
        return Optional.of(root.path("servers").path(0).path("url").asText()).filter(url -> url.startsWith("http"));
    }

    /** An operation with what the document calls it, where it does. */
    public record Documented(@Nullable String operationId, OfferedOperation operation) {}

    public List<OfferedOperation> operations() {
        return documented().stream().map(Documented::operation).toList();
    }

    /** How many operations the document has, those beyond the first 500 too. */
    public int size() {
        int size = 0;
        for (var path : root.path("paths").properties()) {
            size += (int) METHODS.stream()
                    .filter(method -> path.getValue().path(method).isObject())
                    .count();
        }
        return size;
    }

    /** In the order of the document, each under a name of its own; at most 500. */
    public List<Documented> documented() {
        var found = new ArrayList<Documented>();
        var names = new HashSet<String>();
        for (var path : root.path("paths").properties()) {
            for (var method : METHODS) {
                var operation = path.getValue().path(method);
                if (operation.isObject() && found.size() < MOST_OPERATIONS) {
                    found.add(new Documented(
                            operation.path("operationId").textValue(),
                            operation(path.getKey(), path.getValue(), method, operation, names)));
                }
            }
        }
        return List.copyOf(found);
    }

    private OfferedOperation operation(
            String path, JsonNode shared, String method, JsonNode operation, Set<String> names) {
        var request = new RequestShape(new References(root), shared, operation);
        return new OfferedOperation(
                OperationName.of(method, path, operation, names),
                description(method, path, operation),
                method.equals("get") ? "read" : "write",
                request.parameters(),
                request.definition(method, path));
    }

    private static String description(String method, String path, JsonNode operation) {
        var summary = operation.path("summary").asText().strip();
        var description = operation.path("description").asText().strip();
        var text = description.startsWith(summary)
                ? description
                : Stream.of(summary, description)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(". "));
        var told = text.isBlank() ? method.toUpperCase(Locale.ROOT) + " " + path : text.strip();
        return told.length() <= 1_000 ? told : told.substring(0, 1_000);
    }
}
