package usher.admin.notice.delivery;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import usher.kit.time.Ids;

/**
 * Takes deliveries that are due, of all tenants, so that no two replicas attempt the same. Those that have waited longest come
 * first, but one of each endpoint (or, of mails, each tenant) before a second of any, and none beyond what may be under way there.
 */
@ApplicationScoped
class Claims {
    private static final int LONGEST_WAITING = 1_000;

    /** Looked for before anything else, so that a full or resting endpoint's backlog leaves room for the others. */
    private static final String WEBHOOKS = """
            with busy as (
                select tenant_id, endpoint_id, count(*) as calls from delivery
                 where kind = 'WEBHOOK' and state = 'WAITING' and claim is not null and next_attempt_at > $2
                 group by tenant_id, endpoint_id),
            waiting as (
                select d.tenant_id, d.id, d.endpoint_id, d.next_attempt_at, coalesce(b.calls, 0) as calls
                  from delivery d
                  join webhook_endpoint e on e.tenant_id = d.tenant_id and e.id = d.endpoint_id
                  left join busy b on b.tenant_id = d.tenant_id and b.endpoint_id = d.endpoint_id
                 where d.kind = 'WEBHOOK' and d.state = 'WAITING' and d.next_attempt_at <= $1
                   and e.enabled and (e.rests_until is null or e.rests_until <= $1) and coalesce(b.calls, 0) < $3
                 order by d.next_attempt_at limit $4),
            turns as (
                select tenant_id, id, next_attempt_at,
                       calls + row_number() over (partition by tenant_id, endpoint_id order by next_attempt_at, id) as turn
                  from waiting),
            """;

    private static final String MAILS = """
            with busy as (
                select tenant_id, count(*) as mails from delivery
                 where kind = 'MAIL' and state = 'WAITING' and claim is not null and next_attempt_at > $2
                 group by tenant_id),
            waiting as (
                select d.tenant_id, d.id, d.next_attempt_at, coalesce(b.mails, 0) as mails
                  from delivery d left join busy b on b.tenant_id = d.tenant_id
                 where d.kind = 'MAIL' and d.state = 'WAITING' and d.next_attempt_at <= $1 and coalesce(b.mails, 0) < $3
                 order by d.next_attempt_at limit $4),
            turns as (
                select tenant_id, id, next_attempt_at,
                       mails + row_number() over (partition by tenant_id order by next_attempt_at, id) as turn
                  from waiting),
            """;
    private static final String CLAIM = """
            taken as (
                select d.tenant_id, d.id from delivery d join turns t using (tenant_id, id)
                 where d.state = 'WAITING' and d.next_attempt_at <= $1 and t.turn <= $3
                 order by t.turn, t.next_attempt_at limit $5 for update of d skip locked),
            claimed as (
                update delivery d set claim = $6, next_attempt_at = $7
                  from taken where d.tenant_id = taken.tenant_id and d.id = taken.id
                returning d.*)
            """;
    private static final String CALLS = WEBHOOKS + CLAIM + """
            select c.*, n.name, n.facts, n.raised_at,
                   e.url, e.sealed_secret, e.sealed_former_secret, e.former_until
              from claimed c
              join notice n on n.tenant_id = c.tenant_id and n.id = c.notice_id
              join webhook_endpoint e on e.tenant_id = c.tenant_id and e.id = c.endpoint_id
            """;
    private static final String LETTERS = MAILS + CLAIM + """
            select c.*, n.mail_subject, n.mail_text
              from claimed c join notice n on n.tenant_id = c.tenant_id and n.id = c.notice_id
            """;

    private final Pool jobs;
    private final DeliveryConfig config;
    private final Ids ids;
    private final InstantSource clock;

    Claims(@ReactiveDataSource("jobs") Pool jobs, DeliveryConfig config, Ids ids, InstantSource clock) {
        this.jobs = jobs;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** Some of the webhooks that were due at that moment; none when nothing is, or others have all of it. */
    Uni<List<Due.Call>> webhooks(Instant moment, int most) {
        return take(CALLS, moment, most, row -> Due.Call.of(row, clock.instant()));
    }

    Uni<List<Due.Letter>> mails(Instant moment, int most) {
        return take(LETTERS, moment, most, Due.Letter::of);
    }

    private <T> Uni<List<T>> take(String sql, Instant moment, int most, Function<Row, T> read) {
        var now = clock.instant();
        var values = Tuple.tuple()
                .addOffsetDateTime(moment.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addInteger(config.atOnce())
                .addInteger(LONGEST_WAITING)
                .addInteger(most)
                .addUUID(ids.next())
                .addOffsetDateTime(now.plus(config.claim()).atOffset(ZoneOffset.UTC));
        return jobs.preparedQuery(sql)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(read)
                        .toList());
    }
}
