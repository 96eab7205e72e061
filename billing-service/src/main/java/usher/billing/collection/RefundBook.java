package usher.billing.collection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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
import usher.billing.payment.GivenBack;
import usher.billing.wallet.Till;
import usher.kit.problem.Refusal;
import usher.kit.time.Ids;

/**
 * Refunds in the books: rows of what went back, with the papers and the wallet's money that go with them; whoever calls holds the payment. Which
 * movements of money are news, {@link Returns} says.
 */
@ApplicationScoped
class RefundBook {
    private static final Logger LOG = Logger.getLogger(RefundBook.class);
    private static final String ALL =
            "select * from payment_refund where tenant_id = $1 and payment_id = $2 order by id for update";
    private static final String INSERT = """
            insert into payment_refund (tenant_id, id, payment_id, amount_minor, reason, state, actor, dispute_id, provider_ref, given_at, look_up_at,
                created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12) returning *""";
    private static final String END = """
            update payment_refund set state = $3, failure = $4, provider_ref = $5, given_at = $6, look_up_at = null, updated_at = $7
            where tenant_id = $1 and id = $2 and state = 'PENDING'""";
    private static final String NAME = """
            update payment_refund set provider_ref = $3, given_at = $4, updated_at = $5 where tenant_id = $1 and id = $2""";
    private static final String OF_DISPUTE =
            "update payment_refund set dispute_id = $3, updated_at = $4 where tenant_id = $1 and id = $2";
    private static final String LATER = "update payment_refund set look_up_at = $3 where tenant_id = $1 and id = $2";
    private static final String STATE = "select state from payment_refund where tenant_id = $1 and id = $2";

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
        return all(connection, payment).chain(rows -> {
            long pending = rows.stream()
                    .filter(Refund::isPending)
                    .mapToLong(Refund::amountMinor)
                    .sum();
            long amount = wanted.amount(payment.amountMinor() - payment.refundedMinor() - pending);
            var id = ids.next();
            Uni<?> taken = payment.settled() == Destination.WALLET
                    ? till.payOut(connection, payment.tenant(), out(payment, id, amount))
                            .invoke(RefundBook::requireEnough)
                    : Uni.createFrom().voidItem();
            var entry = new Entry(id, amount, Refund.State.PENDING, wanted.reason(), actor, null, null, null);
            return taken.chain(() -> insert(connection, payment, entry));
        });
    }

    /** All rows of a payment, the oldest first. */
    Uni<List<Refund>> all(SqlConnection connection, Payment payment) {
        return connection
                .preparedQuery(ALL)
                .execute(Tuple.of(payment.tenant().value(), payment.id().value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Refund::of)
                        .toList());
    }

    Uni<String> state(SqlConnection connection, Refund refund) {
        return connection
                .preparedQuery(STATE)
                .execute(Tuple.of(refund.tenant().value(), refund.id()))
                .map(rows -> Refund.State.valueOf(rows.iterator().next().getString("state"))
                        .text());
    }

    /** The provider has done what was asked; {@code seen} is its name for it where it has one. */
    Uni<Void> done(SqlConnection connection, Payment payment, Refund refund, GivenBack.@Nullable Refund seen) {
        return payments.get(connection, payment.tenant(), payment.id()).chain(now -> {
            long paper = within(now, refund.amountMinor());
            return end(connection, refund, Refund.State.DONE, null, seen)
                    .chain(() -> onPaper(connection, now, paper, refund.reason()));
        });
    }

    /** Nobody here has asked for it. */
    Uni<Long> unasked(SqlConnection connection, Payment payment, long amount, GivenBack.@Nullable Refund seen) {
        var reason = "Refunded at " + payment.provider();
        return went(connection, payment, Entry.of(ids.next(), amount, reason, payment.provider(), null, seen));
    }

    /** A lost dispute took it; how much of it the books did not know yet. */
    Uni<Long> lost(SqlConnection connection, Payment payment, Dispute dispute) {
        return all(connection, payment)
                .chain(rows -> rows.stream()
                        .filter(row -> row.isOf(dispute))
                        .findFirst()
                        .map(row -> ofDispute(connection, row, dispute).replaceWith(0L))
                        .orElseGet(() -> dispute.amountMinor() == 0
                                ? Uni.createFrom().item(0L)
                                : went(connection, payment, taken(payment, dispute))));
    }

    private Entry taken(Payment payment, Dispute dispute) {
        var reason = "Dispute lost at " + payment.provider();
        return Entry.of(ids.next(), dispute.amountMinor(), reason, payment.provider(), dispute.id(), null);
    }

    /** What a row of ours is called by the provider. */
    Uni<Void> named(SqlConnection connection, Refund row, GivenBack.Refund seen) {
        return connection
                .preparedQuery(NAME)
                .execute(Tuple.of(row.tenant().value(), row.id(), seen.id(), at(seen.at()), now()))
                .replaceWithVoid();
    }

    private Uni<Void> ofDispute(SqlConnection connection, Refund row, Dispute dispute) {
        return connection
                .preparedQuery(OF_DISPUTE)
                .execute(Tuple.of(row.tenant().value(), row.id(), dispute.id(), now()))
                .replaceWithVoid();
    }

    /** It will not be: what was taken out of a wallet goes back in. */
    Uni<Void> failed(SqlConnection connection, Payment payment, Refund refund, String code) {
        return end(connection, refund, Refund.State.FAILED, code, null).chain(ended -> {
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

    /** Not more goes back than came. */
    private static long within(Payment payment, long amount) {
        long left = payment.amountMinor() - payment.refundedMinor();
        if (amount > left) {
            LOG.warnf("More went back than had come tenant=%s payment=%s", payment.tenant(), payment.id());
        }
        return Math.min(amount, left);
    }

    private Uni<Long> went(SqlConnection connection, Payment payment, Entry entry) {
        return payments.get(connection, payment.tenant(), payment.id()).chain(now -> {
            long paper = within(now, entry.amountMinor());
            Uni<?> taken = now.settled() == Destination.WALLET && paper > 0
                    ? till.payOutUpTo(connection, now.tenant(), out(now, entry.id(), paper))
                            .invoke(there -> warn(now, paper - there))
                    : Uni.createFrom().voidItem();
            return taken.chain(() -> insert(connection, now, entry))
                    .chain(() -> onPaper(connection, now, paper, entry.reason()))
                    .replaceWith(paper);
        });
    }

    private static void warn(Payment payment, long missing) {
        if (missing > 0) {
            LOG.errorf(
                    "Money went back that the wallet does not have any more tenant=%s payment=%s missing=%d",
                    payment.tenant(), payment.id(), missing);
        }
    }

    private Uni<Void> onPaper(SqlConnection connection, Payment payment, long amount, String reason) {
        if (amount <= 0) {
            return Uni.createFrom().voidItem();
        }
        var invoice = payment.invoice();
        var written = payment.settled() == Destination.INVOICE && invoice != null
                ? invoices.refunded(connection, payment.tenant(), invoice, amount, reason)
                : Uni.createFrom().voidItem();
        return written.chain(() -> payments.refunded(connection, payment, amount));
    }

    private static Till.Movement out(Payment payment, UUID id, long amount) {
        return new Till.Movement(
                Objects.requireNonNull(payment.wallet()),
                amount,
                "refund:" + id,
                payment.description(),
                payment.actor());
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
            @Nullable UUID dispute,
            @Nullable String providerRef,
            @Nullable Instant at) {
        static Entry of(
                UUID id,
                long amount,
                String reason,
                String actor,
                @Nullable UUID dispute,
                GivenBack.@Nullable Refund seen) {
            return new Entry(
                    id,
                    amount,
                    Refund.State.DONE,
                    reason,
                    actor,
                    dispute,
                    seen == null ? null : seen.id(),
                    seen == null ? null : seen.at());
        }
    }

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
                .addString(entry.providerRef())
                .addOffsetDateTime(at(entry.at()))
                .addOffsetDateTime(entry.state() == Refund.State.PENDING ? now.plus(LookUps.FIRST) : null)
                .addOffsetDateTime(now);
        return connection
                .preparedQuery(INSERT)
                .execute(row)
                .map(rows -> Refund.of(rows.iterator().next()));
    }

    private Uni<Boolean> end(
            SqlConnection connection,
            Refund refund,
            Refund.State state,
            @Nullable String code,
            GivenBack.@Nullable Refund seen) {
        var row = Tuple.tuple()
                .addUUID(refund.tenant().value())
                .addUUID(refund.id())
                .addString(state.name())
                .addString(code)
                .addString(seen == null ? null : seen.id())
                .addOffsetDateTime(seen == null ? null : at(seen.at()))
                .addOffsetDateTime(now());
        return connection.preparedQuery(END).execute(row).map(rows -> rows.rowCount() == 1);
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
