package usher.admin.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;

/** What somebody signs in with. */
public record Login(
        @NotNull @Size(min = 1, max = 254) @Pattern(regexp = "\\P{Cc}*")
        String email,

        @NotNull @Size(min = 1, max = 200) String password) {
    String normalEmail() {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Login[…]";
    }
}
