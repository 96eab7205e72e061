package usher.chat.visitor;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Opens a session or renews one: {@code identity} is a token that the tenant's server signed for its customer,
 * {@code token} the visitor's token of an earlier session, {@code challenge} the solution that a refusal asked for.
 */
public record OpenSession(
        @Nullable @Size(max = 8192) String identity,
        @Nullable @Size(max = 8192) String token,
        @Nullable @Valid Solution challenge) {
    @Override
    public String toString() {
        return "OpenSession[…]";
    }
}
