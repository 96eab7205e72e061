package usher.chat.model.routing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant wants of routing; what is absent is off. With {@code fallback}, {@code backup} and then {@code local} answer when
 * the chosen model is down.
 */
public record RoutingSettings(
        @Nullable Boolean fallback,
        @Nullable @Valid Simple simple,
        @Nullable @Valid Split split) {
    public static final RoutingSettings OFF = new RoutingSettings(false, null, null);

    public RoutingSettings {
        fallback = fallback == null ? Boolean.FALSE : fallback;
    }

    boolean fallsBack() {
        return Boolean.TRUE.equals(fallback);
    }

    /** Simple questions of at most so many characters go to the model of the role {@code cheap}. */
    public record Simple(@Min(20) @Max(400) int longestQuestion) {}

    /**
     * So many of 100 conversations get the variant: the model of the role {@code challenger}, or other instructions. An {@code ab}
     * compares two equals, a {@code canary} lets a few try what is to come; both are counted alike. A new name draws anew.
     */
    public record Split(
            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,39}")
            String name,

            @NotNull @Pattern(regexp = "ab|canary") String purpose,
            @Min(1) @Max(99) int share,
            @NotNull @Pattern(regexp = "model|instructions") String varies,
            @Nullable @Size(min = 1, max = 8000) String instructions) {

        boolean variesModel() {
            return varies.equals("model");
        }
    }
}
