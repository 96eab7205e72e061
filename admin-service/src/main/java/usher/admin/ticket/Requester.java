package usher.admin.ticket;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Who wants something, as far as it is known. */
public record Requester(
        @Nullable @Size(min = 1, max = 120) @Pattern(regexp = Requester.ONE_LINE)
        String name,

        @Nullable @Size(max = 254) @Email @Pattern(regexp = "[^\\s@]+@[^\\s@]+\\.[^\\s@]+")
        String email) {
    public static final Requester UNKNOWN = new Requester(null, null);

    /** Something visible, and no control characters. */
    static final String ONE_LINE = "(?=\\P{Cc}*[^\\p{Z}\\p{C}])\\P{Cc}*";
}
