package usher.admin.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The refresh token to renew or end a session with. */
record Renew(@NotNull @Size(min = 1, max = 200) String refreshToken) {
    @Override
    public String toString() {
        return "Renew[…]";
    }
}
