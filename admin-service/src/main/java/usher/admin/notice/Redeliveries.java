package usher.admin.notice;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.NoticeId;
import usher.contracts.id.TenantId;
import usher.contracts.id.WebhookEndpointId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/**
 * Sends again what somebody asks for. Its attempts begin anew, under the same webhook-id, so that who has it already knows it.
 * What is being attempted at this moment is left alone.
 */
@ApplicationScoped
public class Redeliveries {
    private static final int MOST = 10_000;
    private static final String EXISTS = "select 1 from notice where tenant_id = $1 and id = $2 for share";
    private static final String ENABLED =
            "select enabled from webhook_endpoint where tenant_id = $1 and id = $2 for share";
    private static final String AGAIN =
            " set state = 'WAITING', attempts = 0, next_attempt_at = $3, delivered_at = null ";

    /** Its webhooks, and those of its mails that never arrived: nobody is written to twice. */
    private static final String ALL_OF_NOTICE = "update delivery d" + AGAIN + """
             from (select d.tenant_id, d.id from delivery d
                     left join webhook_endpoint e on e.tenant_id = d.tenant_id and e.id = d.endpoint_id
                    where d.tenant_id = $1 and d.notice_id = $2 and d.claim is null
                      and (d.kind = 'WEBHOOK' and e.enabled or d.kind = 'MAIL' and d.state <> 'DELIVERED')) w
             where d.tenant_id = w.tenant_id and d.id = w.id and d.claim is null
            """;

    private static final String TO_ENDPOINT = """
            insert into delivery (tenant_id, id, notice_id, kind, endpoint_id, state, next_attempt_at, created_at)
            values ($1, gen_random_uuid(), $2, 'WEBHOOK', $4, 'WAITING', $3, $3)
            on conflict (tenant_id, notice_id, endpoint_id) do update""" + AGAIN + "where delivery.claim is null";
    private static final String WANTED = """
             from notice n join webhook_endpoint e on e.tenant_id = n.tenant_id and e.id = $2
             where n.tenant_id = $1 and n.received_at >= $4 and n.received_at < $5 and n.name <> 'webhook.tested'
               and (n.name = any (e.events) or split_part(n.name, '.', 1) || '.*' = any (e.events) or '*' = any (e.events))
            """;
    private static final String COUNT =
            "select count(*) from (select 1" + WANTED + " and $3::timestamptz is not null limit " + (MOST + 1) + ") w";
    private static final String RANGE =
            """
            insert into delivery (tenant_id, id, notice_id, kind, endpoint_id, state, next_attempt_at, created_at)
            select $1, gen_random_uuid(), n.id, 'WEBHOOK', $2, 'WAITING', $3, $3
            """ + WANTED + " on conflict (tenant_id, notice_id, endpoint_id) do update" + AGAIN
                    + "where delivery.claim is null and (delivery.state = 'FAILED' or $6)";

    private final Tenancy tenancy;
    private final InstantSource clock;

    Redeliveries(Tenancy tenancy, InstantSource clock) {
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** A notice to one endpoint, which may be younger than the notice, or wherever it was to be sent before. */
    Uni<Redelivery> of(TenantId tenant, NoticeId notice, @Nullable WebhookEndpointId endpoint) {
        return tenancy.sql(
                tenant,
                connection -> requireNotice(connection, tenant, notice)
                        .chain(() -> endpoint == null
                                ? run(connection, ALL_OF_NOTICE, Tuple.of(tenant.value(), notice.value(), now()))
                                : requireEnabled(connection, tenant, endpoint)
                                        .chain(() -> run(
                                                connection,
                                                TO_ENDPOINT,
                                                Tuple.of(tenant.value(), notice.value(), now(), endpoint.value())))));
    }

    /**
     * What an endpoint wants of the notices received in {@code [from, to)}: those that never reached it, or {@code all}. Refuses
     * more than 10,000 at once.
     */
    public Uni<Redelivery> between(
            TenantId tenant, WebhookEndpointId endpoint, OffsetDateTime from, OffsetDateTime to, boolean all) {
        var range = Tuple.of(tenant.value(), endpoint.value(), now(), from, to);
        return tenancy.sql(
                tenant,
                connection -> requireEnabled(connection, tenant, endpoint)
                        .chain(() -> connection.preparedQuery(COUNT).execute(range))
                        .invoke(rows -> refuseTooMany(rows.iterator().next().getLong(0)))
                        .chain(() -> run(connection, RANGE, range.addBoolean(all))));
    }

    private static Uni<Redelivery> run(SqlConnection connection, String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values).map(rows -> new Redelivery(rows.rowCount()));
    }

    private static Uni<Void> requireNotice(SqlConnection connection, TenantId tenant, NoticeId notice) {
        return connection
                .preparedQuery(EXISTS)
                .execute(Tuple.of(tenant.value(), notice.value()))
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw Refusal.notFound();
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> requireEnabled(SqlConnection connection, TenantId tenant, WebhookEndpointId endpoint) {
        return connection
                .preparedQuery(ENABLED)
                .execute(Tuple.of(tenant.value(), endpoint.value()))
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw Refusal.notFound();
                    }
                    if (!rows.iterator().next().getBoolean("enabled")) {
                        throw Refusal.conflict("endpoint-disabled", "Enable this endpoint first.");
                    }
                })
                .replaceWithVoid();
    }

    private static void refuseTooMany(long notices) {
        if (notices > MOST) {
            throw Refusal.invalid("/to", "range-too-large", "There are more than 10,000 notices in it: take less.");
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
