package usher.billing.summary;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import usher.billing.charge.Used;
import usher.contracts.id.TenantId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;

/** Sums up the day before for those whose hour has come, some hundred in one transaction. A day without usage is passed over. */
@ApplicationScoped
class Summaries {
    private static final Logger LOG = Logger.getLogger(Summaries.class);
    private static final int BATCH = 200;
    private static final String DUE = """
            select d.tenant_id, d.hour, s.zone, t.data ->> 'locale' as locale
            from daily_summary d join subscription s using (tenant_id) left join tenant_snapshot t using (tenant_id)
            where d.enabled and d.next_at <= $1 order by d.next_at, d.tenant_id limit $2 for update of d skip locked""";
    private static final String USED = """
            select d.tenant_id, d.starts_at, r.metric, sum(r.quantity)::bigint as quantity, sum(r.cost_micros)::bigint as cost_micros
            from (select distinct * from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[])) as d (tenant_id, starts_at, ends_at)
            join usage_rollup r on r.tenant_id = d.tenant_id and r.bucket >= d.starts_at and r.bucket < d.ends_at
            group by 1, 2, 3""";
    private static final String SENT = """
            insert into daily_summary_sent (tenant_id, day, sent_at) select *, $3 from unnest($1::uuid[], $2::date[])
            on conflict do nothing returning tenant_id""";
    private static final String NEXT = """
            update daily_summary d set next_at = n.next_at from unnest($1::uuid[], $2::timestamptz[]) as n (tenant_id, next_at)
            where d.tenant_id = n.tenant_id""";

    private final Pool jobs;
    private final Outbox outbox;
    private final Events events;
    private final InstantSource clock;

    Summaries(@ReactiveDataSource("jobs") Pool jobs, Outbox outbox, Events events, InstantSource clock) {
        this.jobs = jobs;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    @Scheduled(
            every = "${usher.billing.summary.every:30s}",
            delayed = "15s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> due() {
        return send(clock.instant())
                .onFailure()
                .invoke(failure -> LOG.warnf("Daily summaries wait cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** All that are due by then. */
    Uni<Void> send(Instant now) {
        return Multi.createBy()
                .repeating()
                .uni(() -> jobs.withTransaction(connection -> some(connection, now))
                        .invoke(outbox::committed))
                .whilst(count -> count == BATCH)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** What was used, by tenant and by where the stretch begins. */
    private record Key(UUID tenant, Instant start) {}

    private Uni<Integer> some(SqlConnection connection, Instant now) {
        return connection
                .preparedQuery(DUE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), BATCH))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> day(row, now))
                        .toList())
                .call(days -> days.isEmpty() ? Uni.createFrom().voidItem() : sumUp(connection, days, now))
                .map(List::size);
    }

    private static Day day(Row row, Instant now) {
        var hour = new LocalHour(row.getInteger("hour"), ZoneId.of(row.getString("zone")));
        return Day.of(new TenantId(row.getUUID("tenant_id")), row.getString("locale"), hour, now);
    }

    private Uni<Void> sumUp(SqlConnection connection, List<Day> days, Instant now) {
        var wanted = days.stream().filter(day -> day.day() != null).toList();
        return used(connection, wanted)
                .chain(used -> {
                    var busy = wanted.stream()
                            .filter(day -> used.containsKey(new Key(day.tenant().value(), day.start())))
                            .toList();
                    return sent(connection, busy, now).chain(fresh -> tell(connection, busy, fresh, used));
                })
                .chain(() -> connection
                        .preparedQuery(NEXT)
                        .execute(Tuple.tuple()
                                .addArrayOfUUID(tenants(days))
                                .addArrayOfOffsetDateTime(times(days.stream(), Day::next))))
                .replaceWithVoid();
    }

    /** Of the day, and of its month up to its end. */
    private static Uni<Map<Key, Used>> used(SqlConnection connection, List<Day> days) {
        var twice = Stream.concat(days.stream(), days.stream()).toList();
        var starts = Stream.concat(days.stream().map(Day::start), days.stream().map(Day::monthStart))
                .map(start -> start.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        return connection
                .preparedQuery(USED)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(tenants(twice))
                        .addArrayOfOffsetDateTime(starts)
                        .addArrayOfOffsetDateTime(times(twice.stream(), Day::end)))
                .map(Summaries::byStart);
    }

    private static Map<Key, Used> byStart(RowSet<Row> rows) {
        var used = new HashMap<Key, Used>();
        for (var row : rows) {
            var key = new Key(
                    row.getUUID("tenant_id"), row.getOffsetDateTime("starts_at").toInstant());
            used.put(
                    key,
                    used.getOrDefault(key, Used.NOTHING)
                            .plus(row.getString("metric"), row.getLong("quantity"), row.getLong("cost_micros")));
        }
        return used;
    }

    private static Uni<Set<UUID>> sent(SqlConnection connection, List<Day> days, Instant now) {
        return connection
                .preparedQuery(SENT)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(tenants(days))
                        .addArrayOfLocalDate(days.stream().map(Day::day).toArray(LocalDate[]::new))
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    Set<UUID> fresh = new HashSet<>();
                    rows.forEach(row -> fresh.add(row.getUUID("tenant_id")));
                    return fresh;
                });
    }

    private Uni<Void> tell(SqlConnection connection, List<Day> days, Set<UUID> fresh, Map<Key, Used> used) {
        return Multi.createFrom()
                .iterable(days)
                .filter(day -> fresh.contains(day.tenant().value()))
                .onItem()
                .transformToUniAndConcatenate(day -> outbox.append(
                        connection,
                        events.of(
                                day.tenant(),
                                day.notice(
                                        used.getOrDefault(new Key(day.tenant().value(), day.start()), Used.NOTHING),
                                        used.getOrDefault(
                                                new Key(day.tenant().value(), day.monthStart()), Used.NOTHING)))))
                .toUni()
                .replaceWithVoid();
    }

    private static UUID[] tenants(List<Day> days) {
        return days.stream().map(day -> day.tenant().value()).toArray(UUID[]::new);
    }

    private static OffsetDateTime[] times(Stream<Day> days, Function<Day, Instant> time) {
        return days.map(time).map(at -> at.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
    }
}
