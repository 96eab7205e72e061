package usher.billing.collection;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.billing.collection.Payment.Destination;
import usher.billing.payment.ProviderPayment;
import usher.contracts.id.Id;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.PaymentId;
import usher.contracts.id.TenantId;
import usher.contracts.id.WalletId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;

/** Payments as they are stored. */
@ApplicationScoped
public class Payments {
    private static final String ONE = "select * from payment where tenant_id = $1 and id = $2";
    private static final String LIST = """
            select * from payment where tenant_id = $1 and ($2::uuid is null or id < $2) and ($3::uuid is null or invoice_id = $3)
                and ($4::text is null or state = $4) order by id desc limit $5""";
    private static final String OF_PROVIDER =
            "select tenant_id, id from payment where provider = $1 and provider_id = $2";
    private static final String UNDER_WAY = """
            select id from payment where tenant_id = $1 and invoice_id = $2 and state in ('CREATED', 'WAITING', 'PROCESSING')""";
    private static final String INSERT = """
            insert into payment (tenant_id, id, purpose, invoice_id, wallet_id, amount_minor, currency, state, provider, method_id, description,
                return_to, keep, actor, look_up_at, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, 'CREATED', $8, $9, $10, $11, $12, $13, $14, $15, $15) returning *""";
    private static final String MOVE = """
            update payment set state = $3, provider_id = coalesce(provider_id, $4), failure = $5, settled = $6, wallet_id = coalesce($7, wallet_id),
                attempts = attempts + 1, look_up_at = $8, updated_at = $9,
                succeeded_at = case when $3 = 'SUCCEEDED' then coalesce(succeeded_at, $9) end
            where tenant_id = $1 and id = $2 returning *""";
    private static final String REFUND =
            "update payment set refunded_minor = refunded_minor + $3, updated_at = $4 where tenant_id = $1 and id = $2";
    private static final String LATER = """
            update payment set look_up_at = $3, attempts = attempts + 1 where tenant_id = $1 and id = $2 and look_up_at is not null""";

    private final Tenancy tenancy;
    private final Pool jobs;
    private final Ids ids;
    private final InstantSource clock;

    Payments(Tenancy tenancy, @ReactiveDataSource("jobs") Pool jobs, Ids ids, InstantSource clock) {
        this.tenancy = tenancy;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /** Which of a tenant's payments. */
    record Filter(@Nullable InvoiceId invoice, @Nullable State state) {}

    public Uni<Payment> get(TenantId tenant, PaymentId id) {
        return tenancy.sql(tenant, connection -> get(connection, tenant, id));
    }

    public Uni<Payment> get(SqlConnection connection, TenantId tenant, PaymentId id) {
        return one(connection, ONE, tenant, id);
    }

    /** Held until the transaction ends. Whoever also holds the invoice has taken that first. */
    Uni<Payment> lock(SqlConnection connection, TenantId tenant, PaymentId id) {
        return one(connection, ONE + " for update", tenant, id);
    }

    Uni<List<Payment>> list(TenantId tenant, @Nullable PaymentId before, Filter filter, int rows) {
        var state = filter.state() == null ? null : filter.state().name();
        var which = Tuple.of(tenant.value(), value(before), value(filter.invoice()), state, rows);
        return tenancy.sql(tenant, connection -> connection.preparedQuery(LIST).execute(which))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(PaymentRows::payment)
                        .toList());
    }

    /** Whose payment a provider speaks of, of all tenants'. */
    Uni<@Nullable Whose> ofProvider(String provider, String providerId) {
        return jobs.preparedQuery(OF_PROVIDER)
                .execute(Tuple.of(provider, providerId))
                .map(rows -> rows.size() == 0 ? null : whose(rows.iterator().next()));
    }

    record Whose(TenantId tenant, PaymentId id) {}

    static Whose whose(Row row) {
        return new Whose(new TenantId(row.getUUID("tenant_id")), new PaymentId(row.getUUID("id")));
    }

    /** 409 {@code payment-under-way}, naming it, while another one of the invoice may still succeed. The caller holds the invoice. */
    public Uni<Payment> write(SqlConnection connection, TenantId tenant, NewPayment wanted) {
        var now = now();
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(ids.next())
                .addString(wanted.purpose().name())
                .addUUID(value(wanted.invoice()))
                .addUUID(value(wanted.wallet()))
                .addLong(wanted.amount().minor())
                .addString(wanted.amount().currency().getCurrencyCode())
                .addString(wanted.provider())
                .addUUID(value(wanted.method()))
                .addString(wanted.description())
                .addString(wanted.returnTo())
                .addBoolean(wanted.keep())
                .addString(wanted.actor())
                .addOffsetDateTime(now.plus(LookUps.FIRST))
                .addOffsetDateTime(now);
        return requireNone(connection, tenant, wanted.invoice())
                .chain(() -> connection.preparedQuery(INSERT).execute(row))
                .onFailure(PgException.class)
                .transform(failure -> "23505".equals(((PgException) failure).getSqlState()) ? underWay(null) : failure)
                .map(rows -> PaymentRows.payment(rows.iterator().next()));
    }

    /** Where a payment goes: {@code wallet} is where the money went, if into a wallet. */
    record Step(
            State to,
            @Nullable String providerId,
            @Nullable String failure,
            @Nullable Destination settled,
            @Nullable WalletId wallet) {
        static Step unsettled(State to, ProviderPayment seen) {
            return new Step(to, seen.providerId(), seen.failure(), null, null);
        }

        static Step settled(ProviderPayment seen, Destination settled, @Nullable WalletId wallet) {
            return new Step(State.SUCCEEDED, seen.providerId(), null, settled, wallet);
        }
    }

    Uni<Payment> move(SqlConnection connection, Payment payment, Step step) {
        var now = now();
        var next = step.to().mayStillSucceed() ? now.plus(LookUps.after(payment.attempts())) : null;
        var row = Tuple.tuple()
                .addUUID(payment.tenant().value())
                .addUUID(payment.id().value())
                .addString(step.to().name())
                .addString(step.providerId())
                .addString(step.failure())
                .addString(step.settled() == null ? null : step.settled().name())
                .addUUID(value(step.wallet()))
                .addOffsetDateTime(next)
                .addOffsetDateTime(now);
        return connection
                .preparedQuery(MOVE)
                .execute(row)
                .map(rows -> PaymentRows.payment(rows.iterator().next()));
    }

    Uni<Void> refunded(SqlConnection connection, Payment payment, long more) {
        return connection
                .preparedQuery(REFUND)
                .execute(Tuple.of(payment.tenant().value(), payment.id().value(), more, now()))
                .replaceWithVoid();
    }

    /** The provider did not answer. */
    Uni<Void> askLater(Payment payment) {
        Duration wait = LookUps.after(payment.attempts());
        var row = Tuple.of(payment.tenant().value(), payment.id().value(), now().plus(wait));
        return tenancy.sql(
                        payment.tenant(),
                        connection -> connection.preparedQuery(LATER).execute(row))
                .replaceWithVoid();
    }

    private static Uni<Void> requireNone(SqlConnection connection, TenantId tenant, @Nullable InvoiceId invoice) {
        return invoice == null
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(UNDER_WAY)
                        .execute(Tuple.of(tenant.value(), invoice.value()))
                        .invoke(rows -> {
                            if (rows.size() > 0) {
                                throw underWay(
                                        new PaymentId(rows.iterator().next().getUUID("id")));
                            }
                        })
                        .replaceWithVoid();
    }

    private static Refusal underWay(@Nullable PaymentId id) {
        var refusal = Refusal.conflict("payment-under-way", "Another payment of this invoice may still succeed.");
        return id == null ? refusal : refusal.with("payment", id.toString());
    }

    private static Uni<Payment> one(SqlConnection connection, String sql, TenantId tenant, PaymentId id) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(tenant.value(), id.value()))
                .map(Payments::found);
    }

    private static Payment found(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Refusal.notFound();
        }
        return PaymentRows.payment(rows.iterator().next());
    }

    private static @Nullable UUID value(@Nullable Id id) {
        return id == null ? null : id.value();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
