package usher.chat.visitor;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Opens a session or renews one: {@code identity} is a token that the tenant's server signed for its customer,
 * {@code token} the visitor's token of an earlier session.
 */
public record OpenSession(
        @Nullable @Size(max = 8192) String identity,
        @Nullable @Size(max = 8192) String token) {
    @Override
    public String toString() {
        return "OpenSession[…]";
    }
}
