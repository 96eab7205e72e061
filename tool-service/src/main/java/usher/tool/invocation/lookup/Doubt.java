package usher.tool.invocation.lookup;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import usher.contracts.id.InvocationId;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;

/** A call that may have to be looked up, how often that was done, and where to look for what. */
record Doubt(
        TenantId tenant, InvocationId invocation, OperationId lookUp, String found, String sealedQuestion, int looks) {
    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(8), Duration.ofMinutes(45));

    static Doubt of(Row row) {
        return new Doubt(
                new TenantId(row.getUUID("tenant_id")),
                new InvocationId(row.getUUID("invocation_id")),
                new OperationId(row.getUUID("operation_id")),
                row.getString("found"),
                row.getString("sealed_question"),
                row.getInteger("looks"));
    }

    boolean isLastLook() {
        return looks >= WAITS.size();
    }

    Duration untilTheNext() {
        return WAITS.get(looks);
    }
}
