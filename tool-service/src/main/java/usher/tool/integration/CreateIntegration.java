package usher.tool.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.tool.integration.connector.IntegrationKind;

/**
 * A system to connect. {@code settings} are what is not secret and differ by kind; {@code credentials} are what is secret, by
 * name: they go in and never come out. Enabled unless said otherwise.
 */
record CreateIntegration(
        @NotNull IntegrationKind kind,
        @NotBlank @Size(max = 100) String name,
        @NotNull ObjectNode settings,

        @Schema(writeOnly = true) @Size(max = 20)
        Map<@Pattern(regexp = "[a-z][a-z0-9_]{0,63}") String, @NotBlank @Size(max = 10_000) String> credentials,

        Boolean enabled) {
    CreateIntegration(
            IntegrationKind kind,
            String name,
            ObjectNode settings,
            @Nullable Map<String, String> credentials,
            @Nullable Boolean enabled) {
        this.kind = kind;
        this.name = name;
        this.settings = settings;
        this.credentials = credentials == null ? Map.of() : credentials;
        this.enabled = enabled == null || enabled;
    }

    @Override
    public String toString() {
        return "CreateIntegration[" + kind + ", " + name + ", credentials=" + credentials.keySet() + "]";
    }
}
