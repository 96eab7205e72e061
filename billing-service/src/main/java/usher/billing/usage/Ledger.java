package usher.billing.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import usher.contracts.event.Event;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/**
 * The ledger of usage: appended to, never changed. Appending uses the jobs role, because one batch holds events of many
 * tenants; reading is done as the tenant.
 */
@ApplicationScoped
class Ledger {
    private static final String APPEND = "select record_usage($1, $2, $3, $4, $5, $6, $7, $8::text[]::jsonb[], $9)";
    private static final String REBUILD = "select rebuild_rollup($1)";
    private static final String ENTRIES = """
            select event_id, source, line, metric, quantity, cost_micros, dimensions, occurred_at, recorded_at
            from ledger_entry
            where tenant_id = $1 and (event_id, source, line) < ($2, $3, $4)
                and ($6::text is null or metric = $6)
                and ($7::timestamptz is null or occurred_at >= $7) and ($8::timestamptz is null or occurred_at < $8)
                and not exists (select from jsonb_each($9::jsonb) d where not (d.value ? coalesce(dimensions ->> d.key, '')))
                and not exists (select from jsonb_array_elements($10::jsonb) s
                    where not exists (select from jsonb_each(s.value) d where not (d.value ? coalesce(dimensions ->> d.key, ''))))
            order by event_id desc, source desc, line desc
            limit $5""";

    private final Pool jobs;
    private final Tenancy tenancy;
    private final Touched touched;
    private final Counter appended;
    private final Counter known;

    Ledger(@ReactiveDataSource("jobs") Pool jobs, Tenancy tenancy, Touched touched, MeterRegistry meters) {
        this.jobs = jobs;
        this.tenancy = tenancy;
        this.touched = touched;
        this.appended = meters.counter("usher.billing.ledger.lines", "outcome", "appended");
        this.known = meters.counter("usher.billing.ledger.lines", "outcome", "known");
    }

    /** All lines of all events, in one transaction, with the sums that follow from them; what is known is skipped. */
    Uni<Void> append(List<Event<UsageRecorded>> events) {
        return append(LedgerLines.of(events)).replaceWithVoid();
    }

    /** As above; the number of lines that were new. */
    Uni<Long> append(LedgerLines lines) {
        return jobs.preparedQuery(APPEND)
                .execute(lines.columns())
                .map(rows -> rows.iterator().next().getLong(0))
                .invoke(fresh -> count(lines, fresh));
    }

    /** Makes a tenant's sums anew from the ledger; how many were wrong. */
    Uni<Long> rebuild(TenantId tenant) {
        return jobs.preparedQuery(REBUILD)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** A tenant's entries after the given one, the newest event first; {@link EntryId#NEWEST} begins. */
    Uni<List<LedgerEntry>> entries(TenantId tenant, EntryFilter filter, EntryId after, int limit) {
        var from = Tuple.of(tenant.value(), after.event().value(), after.source(), (short) after.line(), limit)
                .addString(filter.metric())
                .addOffsetDateTime(filter.since())
                .addOffsetDateTime(filter.until())
                .addValue(filter.only())
                .addValue(filter.except());
        return tenancy.sql(
                        tenant, connection -> connection.preparedQuery(ENTRIES).execute(from))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Ledger::entry)
                        .toList());
    }

    private void count(LedgerLines lines, long fresh) {
        appended.increment(fresh);
        known.increment(lines.size() - fresh);
        if (fresh > 0) {
            touched.by(lines);
        }
    }

    private static LedgerEntry entry(Row row) {
        var id = new EntryId(new EventId(row.getUUID("event_id")), row.getShort("line"), row.getString("source"));
        return new LedgerEntry(
                id.toString(),
                id.event(),
                id.source(),
                row.getString("metric"),
                row.getLong("quantity"),
                row.getLong("cost_micros"),
                row.getJsonObject("dimensions").getMap(),
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getOffsetDateTime("recorded_at").toInstant());
    }
}
