package usher.billing.collection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.billing.collection.Payment.Destination;
import usher.billing.invoice.InvoiceRefunds;
import usher.billing.payment.ProviderPayment;
import usher.billing.wallet.Till;
import usher.kit.problem.Refusal;
import usher.kit.time.Ids;

/**
 * Refunds in the books; whoever calls holds the payment. What the provider has given back in all is what counts: what is more than is booked
 * was asked for here, or somebody did it at the provider.
 */
@ApplicationScoped
class RefundBook {
    private static final Logger LOG = Logger.getLogger(RefundBook.class);
    private static final String PENDING = """
            select * from payment_refund where tenant_id = $1 and payment_id = $2 and state = 'PENDING' order by id for update""";
    private static final String INSERT = """
            insert into payment_refund (tenant_id, id, payment_id, amount_minor, reason, state, actor, dispute_id, look_up_at, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) returning *""";
    private static final String REFUNDED = """
            select coalesce(sum(amount_minor), 0)::bigint as refunded from payment_refund
            where tenant_id = $1 and payment_id = $2 and state = 'DONE' and dispute_id is null""";
    private static final String END = """
            update payment_refund set state = $3, failure = $4, look_up_at = null, updated_at = $5
            where tenant_id = $1 and id = $2 and state = 'PENDING'""";
    private static final String LATER = "update payment_refund set look_up_at = $3 where tenant_id = $1 and id = $2";

    private final Payments payments;
    private final InvoiceRefunds invoices;
    private final Till till;
    private final Ids ids;
    private final InstantSource clock;

    RefundBook(Payments payments, InvoiceRefunds invoices, Till till, Ids ids, InstantSource clock) {
        this.payments = payments;
        this.invoices = invoices;
        this.till = till;
        this.ids = ids;
        this.clock = clock;
    }

    /** Writes a refund down before the provider is asked. Money that went into a wallet is taken out now, so that it is not spent meanwhile. */
    Uni<Refund> begin(SqlConnection connection, Payment payment, RefundPayment wanted, String actor) {
        return pending(connection, payment).chain(pending -> {
            long left = payment.amountMinor()
                    - payment.refundedMinor()
                    - pending.stream().mapToLong(Refund::amountMinor).sum();
            long amount = wanted.amount(left);
            var id = ids.next();
            Uni<?> taken = payment.settled() == Destination.WALLET
                    ? take(connection, payment, id, amount).invoke(RefundBook::requireEnough)
                    : Uni.createFrom().voidItem();
            var entry = new Entry(id, amount, Refund.State.PENDING, wanted.reason(), actor, null);
            return taken.chain(() -> insert(connection, payment, entry));
        });
    }

    /** Brings the books up to what the provider says was given back. */
    Uni<Payment> book(SqlConnection connection, Payment payment, ProviderPayment seen) {
        return refunded(connection, payment).chain(known -> {
            long more = seen.refundedMinor() - known;
            if (more < 0) {
                LOG.errorf("A refund was taken back tenant=%s payment=%s", payment.tenant(), payment.id());
            }
            return more <= 0
                    ? Uni.createFrom().item(payment)
                    : pending(connection, payment)
                            .chain(pending -> book(connection, payment, pending, more))
                            .chain(() -> payments.refunded(connection, payment, within(payment, more)))
                            .chain(() -> payments.get(connection, payment.tenant(), payment.id()));
        });
    }

    /** Money that a lost dispute took, as far as it had not gone back before; how much that was. */
    Uni<Long> lost(SqlConnection connection, Payment payment, UUID dispute, long amount) {
        long gone = within(payment, amount);
        if (gone == 0) {
            return Uni.createFrom().item(0L);
        }
        var reason = "Dispute lost at " + payment.provider();
        var entry = new Entry(ids.next(), gone, Refund.State.DONE, reason, payment.provider(), dispute);
        return foreign(connection, payment, entry, gone)
                .chain(() -> payments.refunded(connection, payment, gone))
                .replaceWith(gone);
    }

    /** What is booked of what the provider calls refunds; lost disputes are not among them. */
    private static Uni<Long> refunded(SqlConnection connection, Payment payment) {
        return payment.dispute() == null
                ? Uni.createFrom().item(payment.refundedMinor())
                : connection
                        .preparedQuery(REFUNDED)
                        .execute(Tuple.of(payment.tenant().value(), payment.id().value()))
                        .map(rows -> rows.iterator().next().getLong("refunded"));
    }

    /** Not more goes back than came: what a provider calls both a refund and a lost dispute is the same money. */
    private static long within(Payment payment, long amount) {
        long left = payment.amountMinor() - payment.refundedMinor();
        if (amount > left) {
            LOG.warnf("More went back than had come tenant=%s payment=%s", payment.tenant(), payment.id());
        }
        return Math.min(amount, left);
    }

    /** It will not be: what was taken out of a wallet goes back in. */
    Uni<Void> failed(SqlConnection connection, Payment payment, Refund refund, String code) {
        return end(connection, refund, Refund.State.FAILED, code).chain(ended -> {
            if (!ended || payment.settled() != Destination.WALLET) {
                return Uni.createFrom().voidItem();
            }
            var back = new Till.Movement(
                    Objects.requireNonNull(payment.wallet()),
                    refund.amountMinor(),
                    "refund-failed:" + refund.id(),
                    refund.reason(),
                    payment.actor());
            return till.payIn(connection, payment.tenant(), back).replaceWithVoid();
        });
    }

    Uni<Void> later(SqlConnection connection, Refund refund) {
        return connection
                .preparedQuery(LATER)
                .execute(Tuple.of(refund.tenant().value(), refund.id(), now().plus(LookUps.LONGEST)))
                .replaceWithVoid();
    }

    private Uni<Void> book(SqlConnection connection, Payment payment, List<Refund> pending, long more) {
        long left = more;
        long room = payment.amountMinor() - payment.refundedMinor();
        Uni<Void> booked = Uni.createFrom().voidItem();
        for (var refund : pending) {
            if (refund.amountMinor() <= left) {
                long paper = Math.min(refund.amountMinor(), room);
                left -= refund.amountMinor();
                room -= paper;
                booked = booked.chain(() -> end(connection, refund, Refund.State.DONE, null))
                        .chain(() -> onPaper(connection, payment, paper, refund.reason()));
            }
        }
        if (left == 0) {
            return booked;
        }
        long paper = Math.min(left, room);
        var reason = "Refunded at " + payment.provider();
        var entry = new Entry(ids.next(), left, Refund.State.DONE, reason, payment.provider(), null);
        return booked.chain(() -> foreign(connection, payment, entry, paper));
    }

    /** What nobody here asked for; {@code paper} of it is news to the books. */
    private Uni<Void> foreign(SqlConnection connection, Payment payment, Entry entry, long paper) {
        Uni<?> taken = payment.settled() == Destination.WALLET && paper > 0
                ? take(connection, payment, entry.id(), paper).invoke(outcome -> {
                    if (outcome == Till.Outcome.SHORT) {
                        LOG.errorf(
                                "Money went back that the wallet does not have any more tenant=%s payment=%s",
                                payment.tenant(), payment.id());
                    }
                })
                : Uni.createFrom().voidItem();
        return taken.chain(() -> insert(connection, payment, entry))
                .chain(() -> onPaper(connection, payment, paper, entry.reason()));
    }

    private Uni<Void> onPaper(SqlConnection connection, Payment payment, long amount, String reason) {
        var invoice = payment.invoice();
        return payment.settled() == Destination.INVOICE && invoice != null && amount > 0
                ? invoices.refunded(connection, payment.tenant(), invoice, amount, reason)
                : Uni.createFrom().voidItem();
    }

    private Uni<Till.Outcome> take(SqlConnection connection, Payment payment, UUID id, long amount) {
        var out = new Till.Movement(
                Objects.requireNonNull(payment.wallet()),
                amount,
                "refund:" + id,
                payment.description(),
                payment.actor());
        return till.payOut(connection, payment.tenant(), out);
    }

    private static void requireEnough(Till.Outcome outcome) {
        if (outcome == Till.Outcome.SHORT) {
            throw Refusal.conflict("balance-insufficient", "The wallet does not hold that much of it any more.");
        }
    }

    /** A refund to be written. */
    private record Entry(
            UUID id,
            long amountMinor,
            Refund.State state,
            String reason,
            String actor,
            @Nullable UUID dispute) {}

    private Uni<Refund> insert(SqlConnection connection, Payment payment, Entry entry) {
        var now = now();
        var row = Tuple.tuple()
                .addUUID(payment.tenant().value())
                .addUUID(entry.id())
                .addUUID(payment.id().value())
                .addLong(entry.amountMinor())
                .addString(entry.reason())
                .addString(entry.state().name())
                .addString(entry.actor())
                .addUUID(entry.dispute())
                .addOffsetDateTime(entry.state() == Refund.State.PENDING ? now.plus(LookUps.FIRST) : null)
                .addOffsetDateTime(now);
        return connection
                .preparedQuery(INSERT)
                .execute(row)
                .map(rows -> Refund.of(rows.iterator().next()));
    }

    private Uni<Boolean> end(SqlConnection connection, Refund refund, Refund.State state, @Nullable String code) {
        return connection
                .preparedQuery(END)
                .execute(Tuple.of(refund.tenant().value(), refund.id(), state.name(), code, now()))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Uni<List<Refund>> pending(SqlConnection connection, Payment payment) {
        return connection
                .preparedQuery(PENDING)
                .execute(Tuple.of(payment.tenant().value(), payment.id().value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Refund::of)
                        .toList());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
