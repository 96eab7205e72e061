package usher.tool.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A tool as its server describes it. What a model reads of it is pinned: a new wording is a new tool. */
record RemoteTool(String name, String description, ObjectNode schema, boolean readOnly) {
    private static final ObjectMapper SORTED =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    static RemoteTool of(JsonNode listed, ObjectNode schema) {
        return new RemoteTool(
                listed.path("name").asText(),
                listed.path("description").asText(listed.path("title").asText()),
                schema,
                listed.path("annotations").path("readOnlyHint").asBoolean(false));
    }

    String descriptionHash() {
        return hash(description);
    }

    /** Of the schema with its members in order, because a server may write them in any. */
    String schemaHash() {
        try {
            return hash(SORTED.writeValueAsString(SORTED.treeToValue(schema, Object.class)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("JSON that was read can be written", impossible);
        }
    }

    /** Whether it still is what a member has approved. */
    boolean isAsIn(ObjectNode definition) {
        return descriptionHash().equals(definition.path("description_hash").asText())
                && schemaHash().equals(definition.path("schema_hash").asText());
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
