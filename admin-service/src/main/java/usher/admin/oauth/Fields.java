package usher.admin.oauth;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a query or a form says. A field that comes twice says nothing that could be relied on (RFC 6749, 3.1 and 3.2). */
public record Fields(MultivaluedMap<String, String> given) {
    private static final int LONGEST = 8_192;

    /** Of a body that may not have been there at all. */
    public static Fields of(@Nullable MultivaluedMap<String, String> given) {
        return new Fields(given == null ? new MultivaluedHashMap<>() : given);
    }

    /** The value, unless it is absent or empty, which is the same. Refuses ({@code invalid_request}) one that is there twice. */
    public Optional<String> one(String name) {
        var values = all(name);
        if (values.size() > 1) {
            throw OAuthError.invalidRequest(name + " is there more than once.");
        }
        var value = values.isEmpty() ? "" : values.getFirst();
        if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw OAuthError.invalidRequest(name + " is too long, or has characters that nothing here has.");
        }
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    public String required(String name) {
        return one(name).orElseThrow(() -> OAuthError.invalidRequest(name + " is missing."));
    }

    public List<String> all(String name) {
        return given.getOrDefault(name, List.of());
    }
}
