package usher.billing.alert;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Limit;
import usher.contracts.id.AlertId;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;

/** The thresholds of tenants' own, and what was reached. */
@ApplicationScoped
class Alerts {
    private static final String PAGE =
            "select * from alert where tenant_id = $1 and ($2::uuid is null or id > $2) order by id limit $3";
    private static final String FIND = "select * from alert where tenant_id = $1 and id = $2";
    /** One request of a tenant counts and adds at a time. */
    private static final String ALONE = "select pg_advisory_xact_lock(7305003, hashtext($1::uuid::text))";

    private static final String COUNT = "select count(*) as count from alert where tenant_id = $1";

    private static final String ADD = """
            insert into alert (tenant_id, id, kind, metric, currency, unit, threshold, period, enabled, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) returning *""";
    private static final String CHANGE = """
            update alert set kind = $3, metric = $4, currency = $5, unit = $6, threshold = $7, period = $8, enabled = $9, updated_at = $10
            where tenant_id = $1 and id = $2 returning *""";
    private static final String REMOVE = "delete from alert where tenant_id = $1 and id = $2";
    private static final String RAISED = """
            select * from alert_raised where tenant_id = $1 and told and ($2::uuid is null or (raised_at, id) <
                (select r.raised_at, r.id from alert_raised r where r.tenant_id = $1 and r.id = $2))
            order by raised_at desc, id desc limit $3""";

    private final Tenancy tenancy;
    private final Ids ids;
    private final InstantSource clock;
    private final AlertConfig config;

    Alerts(Tenancy tenancy, Ids ids, InstantSource clock, AlertConfig config) {
        this.tenancy = tenancy;
        this.ids = ids;
        this.clock = clock;
        this.config = config;
    }

    Uni<List<AlertView>> page(TenantId tenant, @Nullable AlertId after, int limit) {
        return rows(tenant, PAGE, Tuple.of(tenant.value(), after == null ? null : after.value(), limit))
                .map(rows -> list(rows, Alerts::view));
    }

    Uni<List<Reached>> raised(TenantId tenant, @Nullable EventId after, int limit) {
        return rows(tenant, RAISED, Tuple.of(tenant.value(), after == null ? null : after.value(), limit))
                .map(rows -> list(rows, Reached::of));
    }

    Uni<AlertView> find(TenantId tenant, AlertId id) {
        return one(rows(tenant, FIND, Tuple.of(tenant.value(), id.value())));
    }

    Uni<AlertView> add(TenantId tenant, SetAlert wanted) {
        var row = row(tenant, ids.next(), wanted);
        return one(tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(ALONE)
                        .execute(Tuple.of(tenant.value()))
                        .chain(() -> connection.preparedQuery(COUNT).execute(Tuple.of(tenant.value())))
                        .invoke(rows -> refuseTooMany(rows.iterator().next().getLong("count")))
                        .chain(() -> connection.preparedQuery(ADD).execute(row))));
    }

    Uni<AlertView> change(TenantId tenant, AlertId id, SetAlert wanted) {
        return one(rows(tenant, CHANGE, row(tenant, id.value(), wanted)));
    }

    Uni<Void> remove(TenantId tenant, AlertId id) {
        return rows(tenant, REMOVE, Tuple.of(tenant.value(), id.value())).map(rows -> {
            if (rows.rowCount() == 0) {
                throw Refusal.notFound();
            }
            return null;
        });
    }

    private void refuseTooMany(long count) {
        if (count >= config.most()) {
            throw Refusal.conflict("alerts-too-many", "There are " + count + " alerts. Remove one first.");
        }
    }

    private Tuple row(TenantId tenant, UUID id, SetAlert wanted) {
        var period = wanted.within();
        return Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(id)
                .addString(wanted.kind().name())
                .addString(wanted.metric())
                .addString(wanted.currency())
                .addString(wanted.in().name())
                .addLong(wanted.threshold())
                .addString(period == null ? null : period.name())
                .addBoolean(wanted.isEnabled())
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
    }

    private Uni<RowSet<Row>> rows(TenantId tenant, String sql, Tuple arguments) {
        return tenancy.sql(tenant, connection -> connection.preparedQuery(sql).execute(arguments));
    }

    private static Uni<AlertView> one(Uni<RowSet<Row>> rows) {
        return rows.map(found -> {
            if (found.size() == 0) {
                throw Refusal.notFound();
            }
            return view(found.iterator().next());
        });
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }

    private static AlertView view(Row row) {
        var period = row.getString("period");
        return new AlertView(
                new AlertId(row.getUUID("id")),
                Kind.valueOf(row.getString("kind")),
                row.getString("metric"),
                row.getString("currency"),
                Unit.valueOf(row.getString("unit")),
                row.getLong("threshold"),
                period == null ? null : Limit.Period.valueOf(period),
                row.getBoolean("enabled"),
                at(row, "created_at"),
                at(row, "updated_at"));
    }

    private static Instant at(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
