package usher.tool.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Keeps JSON as text, unchanged. */
@Converter
public class JsonColumn implements AttributeConverter<@Nullable JsonNode, @Nullable String> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable JsonNode node) {
        return node == null ? null : node.toString();
    }

    @Override
    public @Nullable JsonNode convertToEntityAttribute(@Nullable String text) {
        try {
            return text == null ? null : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("This column holds JSON alone", e);
        }
    }
}
