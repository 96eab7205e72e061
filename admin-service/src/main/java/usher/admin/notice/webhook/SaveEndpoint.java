package usher.admin.notice.webhook;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An endpoint as its tenant wants it. */
record SaveEndpoint(
        @NotBlank @Size(max = 2_000) @Schema(description = "An https URL at a public address.")
        String url,

        @Nullable @Size(min = 1, max = 200) @Pattern(regexp = "\\P{Cc}*")
        String description,

        @Size(min = 1, max = 50)
        @Schema(description = "Names of events, families such as invoice.*, or * for all, which is the default.")
        List<@NotNull @Pattern(regexp = SaveEndpoint.EVENT) @Size(max = 100) String> events,

        Boolean enabled) {
    static final String EVENT = "\\*|[a-z]+(_[a-z]+)*\\.(\\*|[a-z]+(_[a-z]+)*)";

    SaveEndpoint(String url, @Nullable String description, @Nullable List<String> events, @Nullable Boolean enabled) {
        this.url = url;
        this.description = description;
        this.events = events == null ? List.of("*") : events.stream().distinct().toList();
        this.enabled = enabled == null || enabled;
    }
}
