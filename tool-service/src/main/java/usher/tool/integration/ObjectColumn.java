package usher.tool.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Keeps a JSON object as text, unchanged. */
@Converter
public class ObjectColumn implements AttributeConverter<@Nullable ObjectNode, @Nullable String> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable ObjectNode node) {
        return node == null ? null : node.toString();
    }

    @Override
    public @Nullable ObjectNode convertToEntityAttribute(@Nullable String text) {
        return text == null ? null : read(text);
    }

    /** For rows that come by the plain client. */
    public static ObjectNode read(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("This column holds JSON objects alone", e);
        }
    }
}
