package usher.billing.collection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.billing.payment.ProviderPayment.KeptMethod;
import usher.contracts.id.PaymentMethodId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;

/** The ways to pay that tenants keep. They come from payments that succeeded and from nowhere else. */
@ApplicationScoped
public class Methods {
    private static final Logger LOG = Logger.getLogger(Methods.class);
    private static final String LIST = """
            select * from payment_method where tenant_id = $1 and removed_at is null and ($2::uuid is null or id < $2) order by id desc limit $3""";
    private static final String ANY = "select * from payment_method where tenant_id = $1 and id = $2";
    private static final String ONE = ANY + " and removed_at is null";
    private static final String PREFERRED =
            "select * from payment_method where tenant_id = $1 and preferred and removed_at is null";
    private static final String PAYER = """
            select payer from payment_method where tenant_id = $1 and provider = $2 and payer is not null order by id desc limit 1""";
    private static final String HOLD = "select pg_advisory_xact_lock(7305041, hashtext($1::text))";
    private static final String KEEP = """
            insert into payment_method (tenant_id, id, provider, token, payer, kind, label, expires, preferred, created_at)
            select $1, $2, $3, $4, $5, $6, $7, $8, not exists (
                select from payment_method where tenant_id = $1 and preferred and removed_at is null), $9
            on conflict (tenant_id, provider, token) do update set removed_at = null, expires = excluded.expires, label = excluded.label,
                preferred = payment_method.removed_at is null and payment_method.preferred or excluded.preferred""";
    private static final String PREFER = """
            update payment_method set preferred = (id = $2) where tenant_id = $1 and removed_at is null and preferred <> (id = $2)""";
    private static final String NONE_PREFERRED =
            "update payment_method set preferred = false where tenant_id = $1 and preferred";
    private static final String REMOVE = """
            update payment_method set removed_at = $3, preferred = false where tenant_id = $1 and id = $2 and removed_at is null""";

    private final Tenancy tenancy;
    private final Ids ids;
    private final InstantSource clock;

    Methods(Tenancy tenancy, Ids ids, InstantSource clock) {
        this.tenancy = tenancy;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<List<Method>> list(TenantId tenant, @Nullable PaymentMethodId before, int rows) {
        var which = Tuple.of(tenant.value(), before == null ? null : before.value(), rows);
        return tenancy.sql(tenant, connection -> connection.preparedQuery(LIST).execute(which))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(PaymentRows::method)
                        .toList());
    }

    /** The one that is named, or the preferred one: 404, and 409 {@code no-payment-method}. */
    public Uni<Method> chosen(SqlConnection connection, TenantId tenant, @Nullable PaymentMethodId id) {
        return (id == null ? preferred(connection, tenant) : one(connection, ONE, tenant, id))
                .onItem()
                .ifNull()
                .failWith(() -> id == null
                        ? Refusal.conflict("no-payment-method", "No payment method is kept to charge.")
                        : Refusal.notFound());
    }

    public Uni<@Nullable Method> preferred(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(PREFERRED)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.size() == 0
                        ? null
                        : PaymentRows.method(rows.iterator().next()));
    }

    /** As a payment that began with it needs it, also when it was removed since. */
    Uni<Method> began(TenantId tenant, PaymentMethodId id) {
        return tenancy.sql(tenant, connection -> one(connection, ANY, tenant, id))
                .onItem()
                .ifNull()
                .failWith(Refusal::notFound);
    }

    /** As whom the provider knows the tenant, if it does. */
    Uni<@Nullable String> payer(TenantId tenant, String provider) {
        return tenancy.sql(
                        tenant,
                        connection -> connection.preparedQuery(PAYER).execute(Tuple.of(tenant.value(), provider)))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString("payer"));
    }

    /** Within the transaction in which its payment succeeded. The first one is preferred. */
    Uni<Void> keep(SqlConnection connection, Payment payment, @Nullable KeptMethod kept) {
        if (kept == null || !payment.keep()) {
            return Uni.createFrom().voidItem();
        }
        if (Stream.of(kept.token(), kept.label()).anyMatch(CardNumbers::isIn)) {
            LOG.errorf("A provider gave a card number away; it is not kept tenant=%s", payment.tenant());
            return Uni.createFrom().voidItem();
        }
        var row = Tuple.tuple()
                .addUUID(payment.tenant().value())
                .addUUID(ids.next())
                .addString(payment.provider())
                .addString(kept.token())
                .addString(kept.payer())
                .addString(kept.kind())
                .addString(kept.label())
                .addString(kept.expires())
                .addOffsetDateTime(now());
        return hold(connection, payment.tenant())
                .chain(() -> connection.preparedQuery(KEEP).execute(row))
                .replaceWithVoid();
    }

    Uni<Method> prefer(TenantId tenant, PaymentMethodId id) {
        return tenancy.sql(
                tenant,
                connection -> hold(connection, tenant)
                        .chain(() -> chosen(connection, tenant, id))
                        .call(() -> connection.preparedQuery(NONE_PREFERRED).execute(Tuple.of(tenant.value())))
                        .call(() -> connection.preparedQuery(PREFER).execute(Tuple.of(tenant.value(), id.value())))
                        .chain(() -> chosen(connection, tenant, id)));
    }

    /** 404 when there is none. Nothing takes the place of the preferred one. */
    Uni<Void> remove(TenantId tenant, PaymentMethodId id) {
        var which = Tuple.of(tenant.value(), id.value(), now());
        return tenancy.sql(
                        tenant,
                        connection -> hold(connection, tenant)
                                .chain(() -> connection.preparedQuery(REMOVE).execute(which)))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw Refusal.notFound();
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> hold(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(HOLD)
                .execute(Tuple.of(tenant.value().toString()))
                .replaceWithVoid();
    }

    private static Uni<@Nullable Method> one(
            SqlConnection connection, String sql, TenantId tenant, PaymentMethodId id) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(tenant.value(), id.value()))
                .map(rows -> rows.size() == 0
                        ? null
                        : PaymentRows.method(rows.iterator().next()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
