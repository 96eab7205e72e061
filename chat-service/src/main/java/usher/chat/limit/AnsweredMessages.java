package usher.chat.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/** The truth behind the cached total: the answers that are stored. */
@ApplicationScoped
class AnsweredMessages {
    private static final String COUNT =
            "select count(*) from message where tenant_id = $1 and role = 'assistant' and created_at >= $2";

    private final Tenancy tenancy;

    AnsweredMessages(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Uni<Long> since(TenantId tenant, Instant start) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(COUNT)
                        .execute(Tuple.of(tenant.value(), OffsetDateTime.ofInstant(start, ZoneOffset.UTC)))
                        .map(rows -> rows.iterator().next().getLong(0)));
    }
}
