package usher.tool.stock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.OperationId;
import usher.contracts.id.StockWatchId;
import usher.tool.stock.level.Level;

/** A watch as a tenant's people see it. */
@Schema(
        description =
                "Level is what was told last: unknown, in_stock, low or out. Seen is what was found at the last check that"
                        + " worked, and quantity how much, absent where nobody counts; it is told when the quiet time is over."
                        + " Failure_code says why the last check did not work, after failures in a row.")
record WatchView(
        StockWatchId id,
        IntegrationId integration,
        String name,
        @Nullable String sku,
        @Nullable OperationId operation,
        @Nullable ObjectNode arguments,
        @Nullable String quantityAt,
        int lowAt,
        int everyMinutes,
        int quietMinutes,
        boolean enabled,
        Level level,
        Level seen,
        @Nullable Long quantity,
        @Nullable Instant noticedAt,
        @Nullable Instant checkedAt,
        int failures,
        @Nullable String failureCode,
        @Nullable String failureSentence,
        Instant nextCheckAt,
        Instant createdAt,
        Instant updatedAt) {
    static WatchView of(StockWatch watch) {
        return new WatchView(
                new StockWatchId(watch.key.id()),
                new IntegrationId(watch.integrationId),
                watch.name,
                watch.sku,
                watch.operationId == null ? null : new OperationId(watch.operationId),
                watch.arguments,
                watch.quantityAt,
                watch.lowAt,
                watch.everyMinutes,
                watch.quietMinutes,
                watch.enabled,
                Level.fromString(watch.told),
                Level.fromString(watch.seen),
                watch.quantity,
                watch.noticedAt,
                watch.checkedAt,
                watch.failures,
                watch.failureCode,
                watch.failureSentence,
                watch.nextCheckAt,
                watch.createdAt,
                watch.updatedAt);
    }
}
