package usher.billing.alert;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import usher.billing.subscription.Reminders;
import usher.contracts.id.TenantId;

/**
 * Notes which hard limits are used up, with the thresholds in one transaction, and has the entitlements told again where that
 * changed. What was noted and not told, because a process died between the two, is told by the next look of any.
 */
@ApplicationScoped
class ExhaustedLimits {
    private static final Logger LOG = Logger.getLogger(ExhaustedLimits.class);
    private static final String NOTE = "select note_exhausted($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    private static final String UNTOLD = "select tenant_id from exhaustion where not told order by tenant_id limit $1";
    private static final int MOST = 1_000;

    private final Pool jobs;
    private final Reminders reminders;

    ExhaustedLimits(@ReactiveDataSource("jobs") Pool jobs, Reminders reminders) {
        this.jobs = jobs;
        this.reminders = reminders;
    }

    /** After the thresholds were looked at, by the same connection. */
    Uni<Void> note(SqlConnection connection, UUID[] tenants, Calendars calendars, Instant now) {
        var arguments =
                calendars.addTo(Tuple.tuple().addArrayOfUUID(tenants)).addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(NOTE).execute(arguments).replaceWithVoid();
    }

    /** One tenant after the other; who cannot be told now is told at the next look. */
    Uni<Void> tell() {
        return jobs.preparedQuery(UNTOLD)
                .execute(Tuple.of(MOST))
                .onItem()
                .transformToMulti(rows -> Multi.createFrom()
                        .iterable(StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> new TenantId(row.getUUID("tenant_id")))
                                .toList()))
                .onItem()
                .transformToUniAndConcatenate(this::retell)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> retell(TenantId tenant) {
        return reminders
                .tell(tenant)
                .onFailure()
                .invoke(failure -> LOG.warnf("Used up limits wait to be told tenant=%s cause=%s", tenant, failure))
                .onFailure()
                .recoverWithNull();
    }
}
