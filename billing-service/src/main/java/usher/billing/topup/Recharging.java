package usher.billing.topup;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import usher.billing.collection.Method;
import usher.billing.collection.Methods;
import usher.billing.collection.NewPayment;
import usher.billing.collection.NewPayment.Handing;
import usher.billing.collection.Payment;
import usher.billing.collection.PaymentService;
import usher.billing.collection.Payments;
import usher.billing.collection.State;
import usher.billing.payment.Providers;
import usher.contracts.id.PaymentId;
import usher.contracts.id.TenantId;
import usher.contracts.id.WalletId;
import usher.contracts.money.Money;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/**
 * Fills wallets that have run low, and tells of those that are empty. While a charge is under way there is no other: a wallet that falls below
 * its threshold is charged for once, however many spendings see it there and however many replicas look.
 */
@ApplicationScoped
class Recharging {
    static final String ACTOR = "recharge";

    private static final Logger LOG = Logger.getLogger(Recharging.class);
    private static final Duration DAY = Duration.ofHours(24);
    private static final String LOW = """
            select r.tenant_id, r.wallet_id from wallet_recharge r join wallet w on w.tenant_id = r.tenant_id and w.id = r.wallet_id
            where r.state = 'ACTIVE' and (r.payment_id is not null or w.balance_minor < r.threshold_minor) limit 500""";
    private static final String EMPTY = "select tenant_id, wallet_id from wallet_depletion limit 500";

    private final Pool jobs;
    private final Tenancy tenancy;
    private final Recharges recharges;
    private final Depletions depletions;
    private final Methods methods;
    private final Providers providers;
    private final Payments payments;
    private final PaymentService service;
    private final InstantSource clock;

    Recharging(
            @ReactiveDataSource("jobs") Pool jobs,
            Tenancy tenancy,
            Recharges recharges,
            Depletions depletions,
            Methods methods,
            Providers providers,
            Payments payments,
            PaymentService service,
            InstantSource clock) {
        this.jobs = jobs;
        this.tenancy = tenancy;
        this.recharges = recharges;
        this.depletions = depletions;
        this.methods = methods;
        this.providers = providers;
        this.payments = payments;
        this.service = service;
        this.clock = clock;
    }

    private record Whose(TenantId tenant, WalletId wallet) {
        static Whose of(Row row) {
            return new Whose(new TenantId(row.getUUID("tenant_id")), new WalletId(row.getUUID("wallet_id")));
        }
    }

    @Scheduled(
            every = "${usher.billing.recharge-every:10s}",
            delayed = "15s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> due() {
        return by(clock.instant())
                .onFailure()
                .invoke(failure -> LOG.warnf("Wallets wait to be filled cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    Uni<Void> by(Instant now) {
        return each(EMPTY, whose -> depletions.tell(whose.tenant(), whose.wallet()))
                .chain(() -> each(LOW, whose -> fill(whose, now)));
    }

    private Uni<Void> each(String sql, Function<Whose, Uni<Void>> act) {
        return jobs.preparedQuery(sql)
                .execute(Tuple.tuple())
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .map(Whose::of)
                .onItem()
                .transformToUniAndConcatenate(whose -> act.apply(whose)
                        .onFailure()
                        .invoke(failure -> LOG.errorf(failure, "A wallet waits wallet=%s", whose.wallet()))
                        .onFailure()
                        .recoverWithNull())
                .toUni()
                .replaceWithVoid();
    }

    private Uni<Void> fill(Whose whose, Instant now) {
        return tenancy.sql(
                        whose.tenant(),
                        connection -> recharges
                                .take(connection, whose.tenant(), whose.wallet())
                                .chain(recharge ->
                                        recharge == null ? nothing() : next(connection, whose, recharge, now)))
                .chain(charge -> charge.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : service.carryOut(charge.get()).replaceWithVoid());
    }

    private Uni<Optional<Payment>> next(SqlConnection connection, Whose whose, RechargeView recharge, Instant now) {
        var payment = recharge.payment();
        return payment == null
                ? charge(connection, whose, recharge, now)
                : judge(connection, whose, payment).chain(Recharging::nothing);
    }

    private Uni<Void> judge(SqlConnection connection, Whose whose, PaymentId id) {
        return payments.get(connection, whose.tenant(), id).chain(payment -> {
            if (payment.state().mayStillSucceed()) {
                return Uni.createFrom().voidItem();
            }
            return payment.state() == State.SUCCEEDED
                    ? recharges.underWay(connection, whose.tenant(), whose.wallet(), null)
                    : pause(connection, whose, Objects.requireNonNullElse(payment.failure(), "unknown"));
        });
    }

    private Uni<Optional<Payment>> charge(SqlConnection connection, Whose whose, RechargeView recharge, Instant now) {
        var since = now.minus(DAY).atOffset(ZoneOffset.UTC);
        return Recharges.balance(connection, whose.tenant(), whose.wallet())
                .chain(balance -> Recharges.chargesSince(connection, whose.tenant(), whose.wallet(), ACTOR, since)
                        .chain(charges -> {
                            boolean wanted = balance.minor() < recharge.thresholdMinor()
                                    && charges.count() < recharge.perDay()
                                    && !charges.underWay();
                            var amount = Money.of(recharge.amountMinor(), balance.currency());
                            return wanted ? begin(connection, whose, amount) : nothing();
                        }));
    }

    private Uni<Optional<Payment>> begin(SqlConnection connection, Whose whose, Money amount) {
        return methods.preferred(connection, whose.tenant())
                .chain(method -> method == null
                        ? pause(connection, whose, "no-payment-method").chain(Recharging::nothing)
                        : providers
                                .enabled(method.provider())
                                .chain(() -> write(connection, whose, amount, method))
                                // The provider takes nothing at the moment: later.
                                .onFailure(Refusal.class)
                                .recoverWithItem(Optional.empty()));
    }

    private Uni<Optional<Payment>> write(SqlConnection connection, Whose whose, Money amount, Method method) {
        var wanted = NewPayment.topUp(
                whose.wallet(), amount, method.provider(), method.id(), new Handing(null, false, ACTOR));
        return payments.write(connection, whose.tenant(), wanted)
                .call(payment -> recharges.underWay(connection, whose.tenant(), whose.wallet(), payment.id()))
                .map(Optional::of);
    }

    private Uni<Void> pause(SqlConnection connection, Whose whose, String failure) {
        return recharges
                .pause(connection, whose.tenant(), whose.wallet(), failure)
                .chain(() -> depletions.tellPaused(connection, whose.tenant(), whose.wallet(), failure));
    }

    private static Uni<Optional<Payment>> nothing() {
        return Uni.createFrom().item(Optional.<Payment>empty());
    }
}
