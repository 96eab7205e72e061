package usher.tool.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import usher.contracts.id.ToolId;

/** A tool of the catalogue as members see it; {@code parameters} holds the identity parameters too. */
record CatalogToolView(
        ToolId id,
        String name,
        String description,
        String category,
        String risk,
        String label,
        String doneLabel,
        JsonNode parameters,
        JsonNode identity,
        Instant createdAt,
        Instant updatedAt) {
    static CatalogToolView of(CatalogTool tool) {
        return new CatalogToolView(
                new ToolId(tool.id),
                tool.name,
                tool.description,
                tool.category,
                tool.risk,
                tool.label,
                tool.doneLabel,
                tool.parameters,
                tool.identity,
                tool.createdAt,
                tool.updatedAt);
    }
}
