package usher.chat.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A source of an answer; {@code index} is the number that stands in its text as {@code [1]}. {@code kind} is live for one that
 * was asked while the question was answered, and absent for what the tenant has taught.
 */
public record Citation(
        int index,
        String title,
        @Nullable String url,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String kind) {
    public static final String LIVE = "live";

    /** Of what the tenant has taught. */
    public Citation(int index, String title, @Nullable String url) {
        this(index, title, url, null);
    }
}
