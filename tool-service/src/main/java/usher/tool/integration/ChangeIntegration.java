package usher.tool.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An integration as it shall be, whole, but for {@code credentials}: absent they stay, given they replace all there were. */
record ChangeIntegration(
        @NotBlank @Size(max = 100) String name,
        @NotNull Boolean enabled,
        @NotNull ObjectNode settings,

        @Nullable @Schema(writeOnly = true) @Size(max = 20)
        Map<@Pattern(regexp = "[a-z][a-z0-9_]{0,63}") String, @NotBlank @Size(max = 10_000) String> credentials) {
    @Override
    public String toString() {
        return "ChangeIntegration[" + name + ", credentials=" + (credentials == null ? "kept" : credentials.keySet())
                + "]";
    }
}
