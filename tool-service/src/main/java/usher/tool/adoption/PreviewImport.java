package usher.tool.adoption;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.tool.operation.SaveOperation;

/** What would be picked from, as for {@link ImportTools}. */
record PreviewImport(
        @Schema(description = "An OpenAPI document, as text or as JSON", implementation = Object.class) @Nullable
        JsonNode document,

        @Nullable @Size(min = 1, max = ImportTools.MOST) List<@NotNull @Valid SaveOperation> offers) {}
