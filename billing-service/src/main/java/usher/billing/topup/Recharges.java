package usher.billing.topup;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import usher.billing.wallet.Till;
import usher.contracts.id.PaymentId;
import usher.contracts.id.TenantId;
import usher.contracts.id.WalletId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** How wallets fill themselves, as it is stored. */
@ApplicationScoped
class Recharges {
    private static final String GET = "select * from wallet_recharge where tenant_id = $1 and wallet_id = $2";
    private static final String TAKE = GET + " and state = 'ACTIVE' for update skip locked";
    private static final String PUT = """
            insert into wallet_recharge (tenant_id, wallet_id, threshold_minor, amount_minor, per_day, state, updated_at)
            values ($1, $2, $3, $4, $5, 'ACTIVE', $6)
            on conflict (tenant_id, wallet_id) do update set threshold_minor = excluded.threshold_minor, amount_minor = excluded.amount_minor,
                per_day = excluded.per_day, state = 'ACTIVE', failure = null, updated_at = excluded.updated_at
            returning *""";
    private static final String DROP = "delete from wallet_recharge where tenant_id = $1 and wallet_id = $2";
    private static final String UNDER_WAY =
            "update wallet_recharge set payment_id = $3, updated_at = $4 where tenant_id = $1 and wallet_id = $2";
    private static final String PAUSE = """
            update wallet_recharge set state = 'PAUSED', failure = $3, payment_id = null, updated_at = $4
            where tenant_id = $1 and wallet_id = $2""";
    private static final String LAST_DAY = """
            select count(*) as charges, coalesce(bool_or(state in ('CREATED', 'WAITING', 'PROCESSING')), false) as under_way
            from payment where tenant_id = $1 and wallet_id = $2 and actor = $3 and created_at > $4""";
    private static final String BALANCE = "select balance_minor, currency from wallet where tenant_id = $1 and id = $2";

    private final Tenancy tenancy;
    private final Till till;
    private final InstantSource clock;

    Recharges(Tenancy tenancy, Till till, InstantSource clock) {
        this.tenancy = tenancy;
        this.till = till;
        this.clock = clock;
    }

    Uni<RechargeView> get(TenantId tenant, WalletId wallet) {
        return tenancy.sql(tenant, connection -> connection.preparedQuery(GET).execute(key(tenant, wallet)))
                .map(rows -> RechargeView.of(one(rows)));
    }

    Uni<RechargeView> put(TenantId tenant, WalletId wallet, SetUpRecharge wanted) {
        var row = key(tenant, wallet)
                .addLong(wanted.thresholdMinor())
                .addLong(wanted.amountMinor())
                .addInteger(wanted.perDay())
                .addOffsetDateTime(now());
        return tenancy.sql(
                        tenant,
                        connection -> till.currency(connection, tenant, wallet)
                                .chain(() -> connection.preparedQuery(PUT).execute(row)))
                .map(rows -> RechargeView.of(one(rows)));
    }

    Uni<Void> drop(TenantId tenant, WalletId wallet) {
        return tenancy.sql(tenant, connection -> connection.preparedQuery(DROP).execute(key(tenant, wallet)))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw Refusal.notFound();
                    }
                })
                .replaceWithVoid();
    }

    /** Nothing if it is paused, gone, or somebody else has it in hand. */
    Uni<@Nullable RechargeView> take(SqlConnection connection, TenantId tenant, WalletId wallet) {
        return connection
                .preparedQuery(TAKE)
                .execute(key(tenant, wallet))
                .map(rows -> rows.size() == 0
                        ? null
                        : RechargeView.of(rows.iterator().next()));
    }

    record Balance(long minor, String currency) {}

    static Uni<Balance> balance(SqlConnection connection, TenantId tenant, WalletId wallet) {
        return connection
                .preparedQuery(BALANCE)
                .execute(key(tenant, wallet))
                .map(rows -> new Balance(
                        one(rows).getLong("balance_minor"), one(rows).getString("currency")));
    }

    /** {@code underWay}: one of them may still succeed, also if what it was for has been set up anew meanwhile. */
    record Charges(long count, boolean underWay) {}

    static Uni<Charges> chargesSince(
            SqlConnection connection, TenantId tenant, WalletId wallet, String actor, OffsetDateTime since) {
        return connection
                .preparedQuery(LAST_DAY)
                .execute(key(tenant, wallet).addString(actor).addOffsetDateTime(since))
                .map(rows -> new Charges(one(rows).getLong("charges"), one(rows).getBoolean("under_way")));
    }

    Uni<Void> underWay(SqlConnection connection, TenantId tenant, WalletId wallet, @Nullable PaymentId payment) {
        var row = key(tenant, wallet)
                .addUUID(payment == null ? null : payment.value())
                .addOffsetDateTime(now());
        return connection.preparedQuery(UNDER_WAY).execute(row).replaceWithVoid();
    }

    Uni<Void> pause(SqlConnection connection, TenantId tenant, WalletId wallet, String failure) {
        var row = key(tenant, wallet).addString(failure).addOffsetDateTime(now());
        return connection.preparedQuery(PAUSE).execute(row).replaceWithVoid();
    }

    private static Tuple key(TenantId tenant, WalletId wallet) {
        return Tuple.tuple().addUUID(tenant.value()).addUUID(wallet.value());
    }

    private static Row one(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Refusal.notFound();
        }
        return rows.iterator().next();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
