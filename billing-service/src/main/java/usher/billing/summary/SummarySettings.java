package usher.billing.summary;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/** The setting of each tenant; off when there is none. */
@ApplicationScoped
class SummarySettings {
    private static final String GET = "select enabled, hour from daily_summary where tenant_id = $1";
    private static final String PUT = """
            insert into daily_summary (tenant_id, enabled, hour, next_at, updated_at) values ($1, $2, $3, $4, $5)
            on conflict (tenant_id) do update
               set enabled = excluded.enabled, hour = excluded.hour, next_at = excluded.next_at, updated_at = excluded.updated_at
            returning enabled, hour""";

    private final Tenancy tenancy;
    private final InstantSource clock;

    SummarySettings(Tenancy tenancy, InstantSource clock) {
        this.tenancy = tenancy;
        this.clock = clock;
    }

    Uni<SummarySetting> get(TenantId tenant) {
        return tenancy.sql(tenant, connection -> connection.preparedQuery(GET).execute(Tuple.of(tenant.value())))
                .map(SummarySettings::read);
    }

    Uni<SummarySetting> put(TenantId tenant, SummarySetting wanted, ZoneId zone) {
        var now = clock.instant();
        var row = Tuple.of(
                tenant.value(),
                wanted.enabled(),
                (short) wanted.from(),
                new LocalHour(wanted.from(), zone).after(now).atOffset(ZoneOffset.UTC),
                now.atOffset(ZoneOffset.UTC));
        return tenancy.sql(tenant, connection -> connection.preparedQuery(PUT).execute(row))
                .map(SummarySettings::read);
    }

    private static SummarySetting read(RowSet<Row> rows) {
        for (var row : rows) {
            return new SummarySetting(row.getBoolean("enabled"), row.getInteger("hour"));
        }
        return SummarySetting.OFF;
    }
}
