package usher.tool.adoption;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.tool.operation.SaveOperation;

/** Something that a system can be asked; {@code original} is what the system itself calls it, where that is known. */
record Offer(@Nullable String original, SaveOperation operation) {
    private static final ObjectMapper SORTED =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    boolean isCalled(String name) {
        return name.equals(operation.name()) || name.equals(original);
    }

    /** The same for the same offer, whatever the order of members, and another as soon as anything of it changes. */
    String fingerprint() {
        try {
            var parts = List.of(
                    operation.description(),
                    operation.risk(),
                    SORTED.treeToValue(operation.definition(), Object.class),
                    SORTED.treeToValue(operation.parameters(), Object.class));
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(SORTED.writeValueAsString(parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("JSON that was read can be written, and every JDK has SHA-256", impossible);
        }
    }
}
