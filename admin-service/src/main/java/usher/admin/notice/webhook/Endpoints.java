package usher.admin.notice.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.admin.notice.NoticeService;
import usher.contracts.id.TenantId;
import usher.contracts.id.WebhookEndpointId;
import usher.kit.problem.Refusal;
import usher.kit.seal.Sealer;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;
import usher.kit.webhook.WebhookSecret;

/** Keeps tenants' endpoints. */
@ApplicationScoped
class Endpoints {
    private static final String PAGE = """
            select * from webhook_endpoint where tenant_id = $1 and ($2::uuid is null or id > $2) order by id limit $3
            """;
    private static final String ONE = "select * from webhook_endpoint where tenant_id = $1 and id = $2";

    /** Those who add an endpoint of one tenant do so one after the other, for together they might be too many. */
    private static final String IN_TURN =
            "select pg_advisory_xact_lock(hashtextextended('webhook-endpoint ' || $1, 0))";

    private static final String COUNT = "select count(*) from webhook_endpoint where tenant_id = $1";
    private static final String IS_THERE = "select 1 from tenant where id = $1 and status <> 'DELETED'";
    private static final String ADD = """
            insert into webhook_endpoint
                (tenant_id, id, url, description, events, enabled, sealed_secret, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $8) returning *
            """;

    /** What was known of one URL is not known of another, nor is it when somebody says that it works again. */
    private static final String CHANGE = """
            update webhook_endpoint
               set url = $3, description = $4, events = $5, enabled = $6, updated_at = $7,
                   given_up_at = case when $6 then null else given_up_at end,
                   failures = case when keep then failures else 0 end,
                   failing_since = case when keep then failing_since end,
                   failed_at = case when keep then failed_at end,
                   rests_until = case when keep then rests_until end
              from (select enabled = $6 and url = $3 as keep from webhook_endpoint
                     where tenant_id = $1 and id = $2 for update) before
             where tenant_id = $1 and id = $2 returning webhook_endpoint.*
            """;

    /** What waits for an endpoint that is disabled ends: sent days later it would surprise. It can be asked for again. */
    private static final String END_WAITING = """
            update delivery set state = 'FAILED', next_attempt_at = null, claim = null
             where tenant_id = $1 and endpoint_id = $2 and state = 'WAITING'
            """;

    private static final String ROTATE = """
            update webhook_endpoint
               set sealed_former_secret = sealed_secret, former_until = $4, sealed_secret = $3, updated_at = $5
             where tenant_id = $1 and id = $2 returning *
            """;
    private static final String DELETE = "delete from webhook_endpoint where tenant_id = $1 and id = $2";

    private final SecureRandom random = new SecureRandom();
    private final Tenancy tenancy;
    private final NoticeService notices;
    private final Targets targets;
    private final Sealer sealer;
    private final WebhookConfig config;
    private final Ids ids;
    private final InstantSource clock;

    Endpoints(
            Tenancy tenancy,
            NoticeService notices,
            Targets targets,
            Sealer sealer,
            WebhookConfig config,
            Ids ids,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.notices = notices;
        this.targets = targets;
        this.sealer = sealer;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<List<EndpointView>> page(TenantId tenant, @Nullable WebhookEndpointId after, int rows) {
        var from = Tuple.of(tenant.value(), after == null ? null : after.value(), rows);
        return tenancy.sql(tenant, connection -> connection.preparedQuery(PAGE).execute(from))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(EndpointView::of)
                        .toList());
    }

    Uni<EndpointView> get(TenantId tenant, WebhookEndpointId id) {
        return tenancy.sql(tenant, connection -> one(connection, ONE, which(tenant, id)));
    }

    /** Refuses with 409 {@code too-many-endpoints} when the tenant has as many as it may. */
    Uni<IssuedEndpoint> create(TenantId tenant, SaveEndpoint wanted) {
        var secret = WebhookSecret.random(random);
        var values = which(tenant, new WebhookEndpointId(ids.next()))
                .addString(targets.require(wanted.url()))
                .addString(wanted.description())
                .addArrayOfString(wanted.events().toArray(String[]::new))
                .addBoolean(wanted.enabled())
                .addString(sealer.seal(tenant, secret.text()))
                .addOffsetDateTime(now());
        return tenancy.sql(
                        tenant, connection -> requireRoom(connection, tenant).chain(() -> one(connection, ADD, values)))
                .map(made -> new IssuedEndpoint(made, secret.text()));
    }

    Uni<EndpointView> change(TenantId tenant, WebhookEndpointId id, SaveEndpoint wanted) {
        var values = which(tenant, id)
                .addString(targets.require(wanted.url()))
                .addString(wanted.description())
                .addArrayOfString(wanted.events().toArray(String[]::new))
                .addBoolean(wanted.enabled())
                .addOffsetDateTime(now());
        return tenancy.sql(
                tenant,
                connection -> one(connection, CHANGE, values)
                        .call(() -> wanted.enabled()
                                ? Uni.createFrom().voidItem()
                                : connection.preparedQuery(END_WAITING).execute(which(tenant, id))));
    }

    /** What was on its way to it, and the log of that, is deleted with it. */
    Uni<Void> delete(TenantId tenant, WebhookEndpointId id) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(DELETE)
                        .execute(which(tenant, id))
                        .invoke(rows -> refuseUnless(rows.rowCount() == 1))
                        .replaceWithVoid());
    }

    /** Two secrets hold at a time: rotating twice ends one that has leaked. */
    Uni<IssuedEndpoint> rotate(TenantId tenant, WebhookEndpointId id) {
        var secret = WebhookSecret.random(random);
        var values = which(tenant, id)
                .addString(sealer.seal(tenant, secret.text()))
                .addOffsetDateTime(now().plus(config.overlap()))
                .addOffsetDateTime(now());
        return tenancy.sql(tenant, connection -> one(connection, ROTATE, values))
                .map(rotated -> new IssuedEndpoint(rotated, secret.text()));
    }

    Uni<TestView> test(TenantId tenant, WebhookEndpointId id) {
        return tenancy.sql(
                tenant,
                connection -> one(connection, ONE + " for share", which(tenant, id))
                        .invoke(endpoint -> {
                            if (!endpoint.enabled()) {
                                throw Refusal.conflict("endpoint-disabled", "Enable this endpoint first.");
                            }
                        })
                        .chain(() -> notices.test(connection, tenant, id))
                        .map(TestView::new));
    }

    private Uni<Void> requireRoom(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(IN_TURN)
                .execute(Tuple.of(tenant.toString()))
                .chain(() -> connection.preparedQuery(IS_THERE).execute(Tuple.of(tenant.value())))
                .invoke(there -> refuseUnless(there.size() == 1))
                .chain(() -> connection.preparedQuery(COUNT).execute(Tuple.of(tenant.value())))
                .invoke(rows -> {
                    if (rows.iterator().next().getLong(0) >= config.most()) {
                        throw Refusal.conflict("too-many-endpoints", "Delete an endpoint before you add another one.")
                                .with("limit", config.most());
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<EndpointView> one(SqlConnection connection, String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values).map(Endpoints::first);
    }

    private static EndpointView first(RowSet<Row> rows) {
        refuseUnless(rows.size() > 0);
        return EndpointView.of(rows.iterator().next());
    }

    private static void refuseUnless(boolean there) {
        if (!there) {
            throw Refusal.notFound();
        }
    }

    private static Tuple which(TenantId tenant, WebhookEndpointId id) {
        return Tuple.tuple().addUUID(tenant.value()).addUUID(id.value());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
