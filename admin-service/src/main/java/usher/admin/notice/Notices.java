package usher.admin.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.admin.notice.DeliveryView.AttemptView;
import usher.contracts.event.EventJson;
import usher.contracts.id.NoticeId;
import usher.contracts.id.TenantId;
import usher.contracts.id.WebhookEndpointId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** What a tenant was told of, and how that went. */
@ApplicationScoped
class Notices {
    private static final String NOTICES = """
            select n.id, n.name, n.key, n.facts, n.mail_subject, n.raised_at, n.received_at,
                   count(d.id) filter (where d.state = 'WAITING') as waiting,
                   count(d.id) filter (where d.state = 'DELIVERED') as delivered,
                   count(d.id) filter (where d.state = 'FAILED') as failed
              from (%s) n left join delivery d on d.tenant_id = n.tenant_id and d.notice_id = n.id
             group by n.id, n.name, n.key, n.facts, n.mail_subject, n.raised_at, n.received_at order by n.id desc
            """;
    private static final String PAGE = NOTICES.formatted("""
            select * from notice o
             where o.tenant_id = $1 and ($2::uuid is null or o.id < $2) and ($3::text is null or o.name like $3)
               and ($4::text is null or exists (
                   select from delivery d where d.tenant_id = $1 and d.notice_id = o.id and d.state = $4))
               and ($5::timestamptz is null or o.received_at >= $5)
               and ($6::timestamptz is null or o.received_at < $6)
             order by o.id desc limit $7
            """);
    private static final String ONE = NOTICES.formatted("select * from notice where tenant_id = $1 and id = $2");
    private static final String DELIVERIES = """
            select id, kind, recipient, endpoint_id, state, attempts, next_attempt_at, delivered_at from delivery
             where tenant_id = $1 and notice_id = $2 order by kind desc, created_at, id limit 200
            """;
    private static final String ATTEMPTS = """
            select delivery_id, attempted_at, status, ms, error from (
                select a.*, row_number() over (partition by a.delivery_id order by a.id desc) as latest
                  from delivery_attempt a join delivery d on d.tenant_id = a.tenant_id and d.id = a.delivery_id
                 where d.tenant_id = $1 and d.notice_id = $2) a
             where latest <= 50 order by delivery_id, latest
            """;

    private final Tenancy tenancy;

    Notices(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** Newest first. */
    Uni<List<NoticeView>> page(TenantId tenant, NoticeFilter filter, @Nullable NoticeId after, int rows) {
        var values = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(after == null ? null : after.value())
                .addString(filter.name())
                .addString(filter.deliveryState())
                .addOffsetDateTime(filter.since())
                .addOffsetDateTime(filter.until())
                .addInteger(rows);
        return tenancy.sql(tenant, connection -> connection.preparedQuery(PAGE).execute(values))
                .map(found -> list(found, Notices::notice));
    }

    Uni<NoticeDetail> get(TenantId tenant, NoticeId id) {
        var which = Tuple.of(tenant.value(), id.value());
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(ONE)
                        .execute(which)
                        .map(found -> list(found, Notices::notice))
                        .invoke(found -> {
                            if (found.isEmpty()) {
                                throw Refusal.notFound();
                            }
                        })
                        .chain(found -> deliveries(connection, which)
                                .map(deliveries -> new NoticeDetail(found.getFirst(), deliveries))));
    }

    private static Uni<List<DeliveryView>> deliveries(SqlConnection connection, Tuple which) {
        return connection
                .preparedQuery(ATTEMPTS)
                .execute(which)
                .map(Notices::log)
                .chain(log -> connection
                        .preparedQuery(DELIVERIES)
                        .execute(which)
                        .map(found -> list(found, row -> delivery(row, log))));
    }

    private static Map<UUID, List<AttemptView>> log(RowSet<Row> rows) {
        var log = new HashMap<UUID, List<AttemptView>>();
        rows.forEach(row -> log.computeIfAbsent(row.getUUID("delivery_id"), id -> new ArrayList<>())
                .add(new AttemptView(
                        row.getOffsetDateTime("attempted_at").toInstant(),
                        row.getInteger("status"),
                        row.getInteger("ms"),
                        row.getString("error"))));
        return log;
    }

    private static DeliveryView delivery(Row row, Map<UUID, List<AttemptView>> log) {
        var endpoint = row.getUUID("endpoint_id");
        return new DeliveryView(
                row.getString("kind").toLowerCase(Locale.ROOT),
                row.getString("recipient"),
                endpoint == null ? null : new WebhookEndpointId(endpoint),
                row.getString("state").toLowerCase(Locale.ROOT),
                row.getInteger("attempts"),
                moment(row.getOffsetDateTime("next_attempt_at")),
                moment(row.getOffsetDateTime("delivered_at")),
                log.getOrDefault(row.getUUID("id"), List.of()));
    }

    private static NoticeView notice(Row row) {
        return new NoticeView(
                new NoticeId(row.getUUID("id")),
                row.getString("name"),
                row.getString("key"),
                json(row.getString("facts")),
                row.getString("mail_subject"),
                row.getOffsetDateTime("raised_at").toInstant(),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getLong("waiting"),
                row.getLong("delivered"),
                row.getLong("failed"));
    }

    private static JsonNode json(String facts) {
        try {
            return EventJson.mapper().readTree(facts);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static @Nullable Instant moment(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }
}
