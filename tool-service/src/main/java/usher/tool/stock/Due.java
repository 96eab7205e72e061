package usher.tool.stock;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.OperationId;
import usher.contracts.id.StockWatchId;
import usher.contracts.id.TenantId;
import usher.tool.integration.ObjectColumn;
import usher.tool.stock.level.Level;
import usher.tool.stock.level.Standing;

/** A watch that was claimed to be checked. {@code system} is what the integration is called; {@code notices} were raised so far. */
record Due(
        TenantId tenant,
        StockWatchId id,
        UUID claim,
        String name,
        IntegrationId integration,
        String system,
        Article article,
        Rules rules,
        Standing standing,
        long notices,
        int failures) {
    record Rules(int lowAt, Duration every, Duration quiet) {}

    /** What is looked at, and how. */
    sealed interface Article {
        record OfShop(String sku) implements Article {}

        record OfOperation(OperationId operation, ObjectNode arguments, JsonPointer quantity) implements Article {}

        /** It cannot be looked at, or shall not be. */
        record Gone(String code, String sentence) implements Article {}
    }

    static Due of(Row row) {
        return new Due(
                new TenantId(row.getUUID("tenant_id")),
                new StockWatchId(row.getUUID("id")),
                row.getUUID("claim"),
                row.getString("name"),
                new IntegrationId(row.getUUID("integration_id")),
                row.getString("system"),
                article(row),
                new Rules(
                        row.getInteger("low_at"),
                        Duration.ofMinutes(row.getInteger("every_minutes")),
                        Duration.ofMinutes(row.getInteger("quiet_minutes"))),
                new Standing(Level.fromString(row.getString("told")), noticedAt(row)),
                row.getLong("notices"),
                row.getInteger("failures"));
    }

    private static Article article(Row row) {
        var status = row.getString("tenant_status");
        if (status != null && !status.equals("active")) {
            return new Article.Gone("tenant-suspended", "Nothing is done for a tenant that is not active.");
        }
        var operation = row.getUUID("operation_id");
        if (operation == null) {
            return new Article.OfShop(row.getString("sku"));
        }
        if (!"active".equals(row.getString("operation_status"))) {
            return new Article.Gone("operation-unknown", "The operation it was looked at by is not there any more.");
        }
        if (!"read".equals(row.getString("operation_risk"))) {
            return new Article.Gone("not-a-read", "The operation it was looked at by changes something by now.");
        }
        var arguments = row.getString("arguments");
        return new Article.OfOperation(
                new OperationId(operation),
                arguments == null ? JsonNodeFactory.instance.objectNode() : ObjectColumn.read(arguments),
                JsonPointer.compile(row.getString("quantity_at")));
    }

    private static @Nullable Instant noticedAt(Row row) {
        var moment = row.getOffsetDateTime("noticed_at");
        return moment == null ? null : moment.toInstant();
    }
}
