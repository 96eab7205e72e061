package usher.billing.collection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.billing.payment.ProviderDispute;
import usher.billing.payment.ProviderDispute.Outcome;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.time.Ids;

/**
 * Disputes in the books; whoever calls holds the payment. What is lost is booked once, like money that was given back at the provider; the
 * platform is told of each that is opened and of its end, in the same transaction.
 */
@ApplicationScoped
class DisputeBook {
    private static final Logger LOG = Logger.getLogger(DisputeBook.class);
    private static final String ALL =
            "select * from payment_dispute where tenant_id = $1 and payment_id = $2 order by opened_at, id";
    private static final String FIND = """
            select * from payment_dispute where tenant_id = $1 and payment_id = $2 and provider_id = $3 for update""";
    private static final String OPEN = """
            insert into payment_dispute (tenant_id, id, payment_id, provider, provider_id, amount_minor, state, reason, look_up_at, opened_at,
                created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, 'OPEN', $7, $8, $9, $10, $10) returning *""";
    private static final String MOVE = """
            update payment_dispute set state = $3, amount_minor = $4, booked_minor = $5, look_up_at = $6, updated_at = $7,
                closed_at = case when $3 <> 'OPEN' then coalesce(closed_at, $7) end
            where tenant_id = $1 and id = $2 returning *""";
    private static final String NOTE = """
            update payment set dispute = $3, disputed_at = $4, updated_at = $5 where tenant_id = $1 and id = $2""";

    private final RefundBook refunds;
    private final Outbox outbox;
    private final Events events;
    private final Ids ids;
    private final InstantSource clock;

    DisputeBook(RefundBook refunds, Outbox outbox, Events events, Ids ids, InstantSource clock) {
        this.refunds = refunds;
        this.outbox = outbox;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Notes a dispute that was not heard of before. */
    Uni<Void> open(SqlConnection connection, Payment payment, ProviderDispute seen) {
        return find(connection, payment, seen)
                .chain(known -> known == null
                        ? note(connection, payment, seen).replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    /** Brings the books up to what the provider says now of a dispute that was noted; said again, it changes nothing. */
    Uni<Void> follow(SqlConnection connection, Payment payment, ProviderDispute seen) {
        return find(connection, payment, seen)
                .chain(known -> follow(connection, payment, Objects.requireNonNull(known), seen));
    }

    Uni<List<Dispute>> of(SqlConnection connection, Payment payment) {
        return connection
                .preparedQuery(ALL)
                .execute(Tuple.of(payment.tenant().value(), payment.id().value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Dispute::of)
                        .toList());
    }

    private Uni<Void> follow(SqlConnection connection, Payment payment, Dispute known, ProviderDispute seen) {
        if (known.state() == Outcome.LOST) {
            if (seen.outcome() != Outcome.LOST) {
                LOG.warnf("A lost dispute is said to be %s payment=%s", seen.outcome(), payment.id());
            }
            return Uni.createFrom().voidItem();
        }
        if (known.state() == seen.outcome() && known.amountMinor() == seen.amountMinor()) {
            return Uni.createFrom().voidItem();
        }
        return lose(connection, payment, known, seen)
                .chain(booked -> move(connection, known, seen, booked))
                .call(moved -> note(connection, payment, moved))
                .chain(moved -> moved.state() == known.state()
                        ? Uni.createFrom().voidItem()
                        : tell(connection, payment, moved));
    }

    private Uni<Long> lose(SqlConnection connection, Payment payment, Dispute known, ProviderDispute seen) {
        return seen.outcome() == Outcome.LOST
                ? refunds.lost(connection, payment, known.about(seen.amountMinor()))
                : Uni.createFrom().item(0L);
    }

    private Uni<Dispute> note(SqlConnection connection, Payment payment, ProviderDispute seen) {
        var now = now();
        var row = Tuple.tuple()
                .addUUID(payment.tenant().value())
                .addUUID(ids.next())
                .addUUID(payment.id().value())
                .addString(payment.provider())
                .addString(seen.id())
                .addLong(seen.amountMinor())
                .addString(seen.reason())
                .addOffsetDateTime(now.plus(LookUps.OF_DISPUTES))
                .addOffsetDateTime(seen.openedAt().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(now);
        return connection
                .preparedQuery(OPEN)
                .execute(row)
                .map(rows -> Dispute.of(rows.iterator().next()))
                .call(opened -> note(connection, payment, opened))
                .call(opened -> tell(connection, payment, opened));
    }

    private Uni<Dispute> move(SqlConnection connection, Dispute known, ProviderDispute seen, long booked) {
        var now = now();
        var row = Tuple.tuple()
                .addUUID(known.tenant().value())
                .addUUID(known.id())
                .addString(seen.outcome().name())
                .addLong(seen.amountMinor())
                .addLong(booked)
                .addOffsetDateTime(seen.outcome() == Outcome.OPEN ? now.plus(LookUps.OF_DISPUTES) : null)
                .addOffsetDateTime(now);
        return connection
                .preparedQuery(MOVE)
                .execute(row)
                .map(rows -> Dispute.of(rows.iterator().next()));
    }

    private Uni<Void> note(SqlConnection connection, Payment payment, Dispute dispute) {
        var openedAt = dispute.openedAt().atOffset(ZoneOffset.UTC);
        return connection
                .preparedQuery(NOTE)
                .execute(Tuple.of(
                        payment.tenant().value(),
                        payment.id().value(),
                        dispute.state().name(),
                        openedAt,
                        now()))
                .replaceWithVoid();
    }

    private Uni<Void> tell(SqlConnection connection, Payment payment, Dispute dispute) {
        return outbox.append(connection, events.of(payment.tenant(), DisputeNotices.of(payment, dispute)));
    }

    private static Uni<@Nullable Dispute> find(SqlConnection connection, Payment payment, ProviderDispute seen) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(payment.tenant().value(), payment.id().value(), seen.id()))
                .map(DisputeBook::first);
    }

    private static @Nullable Dispute first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : Dispute.of(rows.iterator().next());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
