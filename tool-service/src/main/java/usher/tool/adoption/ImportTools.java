package usher.tool.adoption;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.tool.operation.SaveOperation;

/**
 * What is taken over at once. {@code document} is an OpenAPI document of version 3.0 or 3.1, as a text of JSON or YAML or as
 * JSON itself; {@code offers} are written out instead, for a system that does not say what it offers. Without both, the system
 * is asked.
 */
record ImportTools(
        @Schema(description = "An OpenAPI document, as text or as JSON", implementation = Object.class) @Nullable
        JsonNode document,

        @Nullable @Size(min = 1, max = MOST) List<@NotNull @Valid SaveOperation> offers,
        @NotEmpty @Size(max = MOST) List<@NotNull @Valid Pick> picks) {
    static final int MOST = 100;
}
