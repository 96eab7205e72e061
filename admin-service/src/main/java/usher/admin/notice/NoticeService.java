package usher.admin.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.admin.member.Administrators;
import usher.contracts.event.Event;
import usher.contracts.event.EventJson;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.NoticeRaised.Audience;
import usher.contracts.event.NoticeRaised.Mail;
import usher.contracts.id.NoticeId;
import usher.contracts.id.TenantId;
import usher.contracts.id.WebhookEndpointId;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;

/** Takes notices, each once for its key, and plans in the same transaction where they are sent. */
@ApplicationScoped
public class NoticeService {
    /** What an endpoint is sent to see whether it works. */
    public static final String TEST = "webhook.tested";

    private static final String REMEMBER =
            "insert into notice_key (tenant_id, key, taken_at) values ($1, $2, $3) on conflict do nothing";
    private static final String STORE = """
            insert into notice (tenant_id, id, key, name, facts, mail_subject, mail_text, raised_at, received_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;

    /** A deleted tenant is told nothing any more. */
    private static final String IS_THERE = "select 1 from tenant where id = $1 and status <> 'DELETED'";

    /** The endpoints that want it stay until the transaction ends, so that none is deleted in between. */
    private static final String TO_ENDPOINTS = """
            insert into delivery (tenant_id, id, notice_id, kind, endpoint_id, state, next_attempt_at, created_at)
            select $1, gen_random_uuid(), $2, 'WEBHOOK', e.id, 'WAITING', $4, $4
              from (select id from webhook_endpoint
                     where tenant_id = $1 and enabled
                       and ($3 = any (events) or split_part($3, '.', 1) || '.*' = any (events) or '*' = any (events))
                       for key share) e
            """;

    private static final String TO_ENDPOINT = """
            insert into delivery (tenant_id, id, notice_id, kind, endpoint_id, state, next_attempt_at, created_at)
            values ($1, gen_random_uuid(), $2, 'WEBHOOK', $3, 'WAITING', $4, $4)
            """;
    private static final String TO_RECIPIENTS = """
            insert into delivery (tenant_id, id, notice_id, kind, recipient, state, next_attempt_at, created_at)
            select $1, gen_random_uuid(), $2, 'MAIL', recipient, 'WAITING', $4, $4 from unnest($3::text[]) recipient
            on conflict do nothing
            """;

    private final Tenancy tenancy;
    private final Administrators administrators;
    private final Ids ids;
    private final InstantSource clock;

    NoticeService(Tenancy tenancy, Administrators administrators, Ids ids, InstantSource clock) {
        this.tenancy = tenancy;
        this.administrators = administrators;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<Void> take(Event<NoticeRaised> event) {
        var tenant = event.subject();
        return tenancy.sql(tenant, connection -> take(connection, tenant, event.data(), event.time()))
                .replaceWithVoid();
    }

    /** Within a transaction of {@code Tenancy.sql}; nothing when the tenant was told of it before. */
    public Uni<Optional<NoticeId>> take(
            SqlConnection connection, TenantId tenant, NoticeRaised notice, Instant raisedAt) {
        return remember(connection, tenant, notice.key())
                .chain(fresh -> fresh
                        ? store(connection, tenant, notice, raisedAt)
                                .call(id -> plan(connection, tenant, id, notice))
                                .map(Optional::of)
                        : Uni.createFrom().item(Optional.empty()));
    }

    /** A notice that is for one endpoint alone, whatever else it wants to hear of. */
    public Uni<NoticeId> test(SqlConnection connection, TenantId tenant, WebhookEndpointId endpoint) {
        var key = "webhook-test:" + new NoticeId(ids.next());
        var notice = new NoticeRaised(TEST, key, Map.of("endpoint", endpoint.toString()), null);
        return remember(connection, tenant, key)
                .chain(() -> store(connection, tenant, notice, clock.instant()))
                .call(id -> connection
                        .preparedQuery(TO_ENDPOINT)
                        .execute(Tuple.of(tenant.value(), id.value(), endpoint.value(), now())));
    }

    private Uni<Boolean> remember(SqlConnection connection, TenantId tenant, String key) {
        return connection
                .preparedQuery(REMEMBER)
                .execute(Tuple.of(tenant.value(), key, now()))
                .map(rows -> rows.rowCount() == 1);
    }

    private Uni<NoticeId> store(SqlConnection connection, TenantId tenant, NoticeRaised notice, Instant raisedAt) {
        var id = new NoticeId(ids.next());
        var mail = notice.mail();
        var values = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(id.value())
                .addString(notice.key())
                .addString(notice.name())
                .addString(json(notice.facts()))
                .addString(mail == null ? null : mail.subject())
                .addString(mail == null ? null : mail.text())
                .addOffsetDateTime(raisedAt.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(now());
        return connection.preparedQuery(STORE).execute(values).replaceWith(id);
    }

    private Uni<Void> plan(SqlConnection connection, TenantId tenant, NoticeId id, NoticeRaised notice) {
        return connection
                .preparedQuery(IS_THERE)
                .execute(Tuple.of(tenant.value()))
                .chain(there -> there.size() == 0
                        ? planMails(connection, tenant, id, forPlatform(notice.mail()))
                        : planWebhooks(connection, tenant, id, notice.name())
                                .chain(() -> planMails(connection, tenant, id, notice.mail())));
    }

    /** Those who are gone are told nothing, and their payers may still dispute. */
    private static @Nullable Mail forPlatform(@Nullable Mail mail) {
        return mail != null && mail.to() == null && mail.audience() == Audience.PLATFORM ? mail : null;
    }

    private Uni<Void> planWebhooks(SqlConnection connection, TenantId tenant, NoticeId id, String name) {
        return connection
                .preparedQuery(TO_ENDPOINTS)
                .execute(Tuple.of(tenant.value(), id.value(), name, now()))
                .replaceWithVoid();
    }

    private Uni<Void> planMails(SqlConnection connection, TenantId tenant, NoticeId id, @Nullable Mail mail) {
        if (mail == null) {
            return Uni.createFrom().voidItem();
        }
        return recipients(connection, tenant, mail)
                .map(all -> all.stream().filter(Address::isPlain).toArray(String[]::new))
                .chain(all -> connection
                        .preparedQuery(TO_RECIPIENTS)
                        .execute(Tuple.of(tenant.value(), id.value(), all, now())))
                .replaceWithVoid();
    }

    private Uni<List<String>> recipients(SqlConnection connection, TenantId tenant, Mail mail) {
        var to = mail.to();
        if (to != null) {
            return Uni.createFrom().item(List.of(to));
        }
        return mail.audience() == Audience.PLATFORM
                ? administrators.ofPlatform(connection)
                : administrators.of(connection, tenant);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String json(Map<String, Object> facts) {
        try {
            return EventJson.mapper().writeValueAsString(facts);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
