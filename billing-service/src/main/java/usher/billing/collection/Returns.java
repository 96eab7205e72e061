package usher.billing.collection;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import usher.billing.payment.GivenBack;
import usher.billing.payment.ProviderDispute;
import usher.billing.payment.ProviderDispute.Outcome;

/**
 * Brings the books of a payment up to what its provider says went back, each movement of money once, in whatever order it is heard of; whoever calls
 * holds the payment. What a dispute took is a movement of its own where refunds are told as a sum. Where they are named it may be one of them:
 * that of its amount, given since the dispute was opened. While the dispute is open this one is money held, which may come back, and is not booked.
 */
@ApplicationScoped
class Returns {
    private static final Logger LOG = Logger.getLogger(Returns.class);

    private final Payments payments;
    private final RefundBook refunds;
    private final DisputeBook disputes;

    Returns(Payments payments, RefundBook refunds, DisputeBook disputes) {
        this.payments = payments;
        this.refunds = refunds;
        this.disputes = disputes;
    }

    Uni<Payment> book(SqlConnection connection, Payment payment, GivenBack back, List<ProviderDispute> told) {
        var named = back.refunds();
        return each(told, dispute -> disputes.open(connection, payment, dispute))
                .chain(() -> named == null
                        ? inAll(connection, payment, back.amountMinor())
                        : asked(connection, payment, named))
                .chain(() -> each(told, dispute -> disputes.follow(connection, payment, dispute)))
                .chain(() -> named == null ? done() : each(named, seen -> unasked(connection, payment, named, seen)))
                .chain(() -> payments.get(connection, payment.tenant(), payment.id()));
    }

    /** What is more than is booked was asked for here, or somebody did it at the provider. */
    private Uni<Void> inAll(SqlConnection connection, Payment payment, long total) {
        return refunds.all(connection, payment).chain(rows -> {
            long left = total
                    - sum(rows.stream()
                            .filter(row -> row.isDone() && row.dispute() == null)
                            .toList());
            if (left < 0) {
                LOG.errorf("A refund was taken back tenant=%s payment=%s", payment.tenant(), payment.id());
            }
            var booked = done();
            for (var row : rows) {
                if (row.isPending() && row.amountMinor() <= left) {
                    left -= row.amountMinor();
                    booked = booked.chain(() -> refunds.done(connection, payment, row, null));
                }
            }
            long more = left;
            return more <= 0
                    ? booked
                    : booked.chain(() -> refunds.unasked(connection, payment, more, null))
                            .replaceWithVoid();
        });
    }

    private Uni<Void> asked(SqlConnection connection, Payment payment, List<GivenBack.Refund> named) {
        return refunds.all(connection, payment)
                .chain(rows -> each(
                        rows.stream().filter(Refund::isPending).toList(),
                        row -> named.stream()
                                .filter(seen -> row.id().toString().equals(seen.asked()))
                                .findFirst()
                                .map(seen -> refunds.done(connection, payment, row, seen))
                                .orElseGet(Returns::done)));
    }

    private Uni<Void> unasked(
            SqlConnection connection, Payment payment, List<GivenBack.Refund> named, GivenBack.Refund seen) {
        return refunds.all(connection, payment).chain(rows -> {
            if (rows.stream().anyMatch(row -> seen.id().equals(row.providerRef()))) {
                return done();
            }
            return disputes.of(connection, payment).chain(known -> {
                var same = rows.stream().filter(row -> isSame(row, seen, known)).findFirst();
                if (same.isPresent()) {
                    return refunds.named(connection, same.get(), seen);
                }
                boolean held = known.stream()
                        .anyMatch(one -> one.state() == Outcome.OPEN && one.fits(seen.amountMinor(), seen.at()));
                return held ? done() : news(connection, payment, rows, named, seen);
            });
        });
    }

    /** A row that is booked without its name: a lost dispute's, or one from before refunds had names. */
    private static boolean isSame(Refund row, GivenBack.Refund seen, List<Dispute> known) {
        if (!row.isDone() || row.providerRef() != null || row.amountMinor() != seen.amountMinor()) {
            return false;
        }
        return row.dispute() == null
                || known.stream()
                        .anyMatch(one -> one.id().equals(row.dispute()) && one.fits(seen.amountMinor(), seen.at()));
    }

    /** Never more in all than the provider says, so that what was booked as a sum, or was taken back meanwhile, counts. */
    private Uni<Void> news(
            SqlConnection connection,
            Payment payment,
            List<Refund> rows,
            List<GivenBack.Refund> named,
            GivenBack.Refund seen) {
        var pending = rows.stream()
                .filter(row -> row.isPending() && row.amountMinor() == seen.amountMinor() && seen.asked() == null)
                .findFirst();
        if (pending.isPresent()) {
            return refunds.done(connection, payment, pending.get(), seen);
        }
        long told = named.stream().mapToLong(GivenBack.Refund::amountMinor).sum();
        long booked = sum(rows.stream()
                .filter(row -> row.isDone() && (row.providerRef() != null || row.dispute() == null))
                .toList());
        long amount = Math.min(seen.amountMinor(), told - booked);
        if (amount <= 0) {
            LOG.warnf("A refund is not booked by its name tenant=%s payment=%s", payment.tenant(), payment.id());
            return done();
        }
        return refunds.unasked(connection, payment, amount, seen).replaceWithVoid();
    }

    private static long sum(List<Refund> rows) {
        return rows.stream().mapToLong(Refund::amountMinor).sum();
    }

    private static <T> Uni<Void> each(List<T> all, Function<T, Uni<Void>> act) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(act::apply)
                .toUni()
                .replaceWithVoid();
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }
}
