package usher.tool.adoption;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One offer to be taken over. {@code operation} is its name in the preview, or what the system calls it (an
 * {@code operationId}, the name of a remote tool); what is not said is as offered. {@code identity} names the parameters that
 * are filled from a claim of the visitor's signed identity; {@code label} is what visitors see while the tool works.
 * {@code fingerprint} is that of the preview: what has changed since is refused. Enabled unless said otherwise.
 */
record Pick(
        @NotBlank @Size(max = 200) String operation,
        @Nullable @Pattern(regexp = "[a-z][a-z0-9_]{0,63}") String name,

        @Nullable @Size(min = 1, max = 1_000) @Pattern(regexp = TEXT)
        String description,

        @Pattern(regexp = TEXT) @NotBlank @Size(max = 64) String category,
        @Nullable @Pattern(regexp = "read|write|money") String risk,

        @Nullable @Size(min = 1, max = 200) @Pattern(regexp = TEXT)
        String label,

        @Nullable @Size(min = 1, max = 200) @Pattern(regexp = TEXT)
        String doneLabel,

        @NotNull @Size(max = 10)
        Map<@Pattern(regexp = "[A-Za-z_][A-Za-z0-9_]{0,63}") String, @NotBlank @Size(max = 200) String> identity,

        @Nullable @Pattern(regexp = "[0-9a-f]{64}") String fingerprint,
        Boolean enabled) {
    /** What says something, and can be stored. */
    private static final String TEXT = "(?s)[^\\u0000]*[^\\s\\u0000][^\\u0000]*";

    private static final String CATEGORY = "integrations";

    Pick(
            String operation,
            @Nullable String name,
            @Nullable String description,
            @Nullable String category,
            @Nullable String risk,
            @Nullable String label,
            @Nullable String doneLabel,
            @Nullable Map<String, String> identity,
            @Nullable String fingerprint,
            @Nullable Boolean enabled) {
        this.operation = operation;
        this.name = name;
        this.description = description;
        this.category = category == null ? CATEGORY : category;
        this.risk = risk;
        this.label = label;
        this.doneLabel = doneLabel;
        this.identity = identity == null ? Map.of() : identity;
        this.fingerprint = fingerprint;
        this.enabled = enabled == null || enabled;
    }
}
