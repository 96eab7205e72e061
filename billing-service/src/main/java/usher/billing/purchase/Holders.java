package usher.billing.purchase;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import usher.billing.purchase.offer.Tier;
import usher.contracts.event.EventJson;
import usher.contracts.event.VisitorEntitled;
import usher.contracts.event.VisitorGrant;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;

/**
 * Visitors with subscriptions. Changes of one visitor follow each other; each ends with what time has made of the rest, and chat-service
 * is told when the visitor may use something else than before. Within a transaction of the tenant.
 */
@ApplicationScoped
class Holders {
    private static final String HOLD = """
            insert into purchase_holder (tenant_id, visitor_id, version) values ($1, $2, 1)
            on conflict (tenant_id, visitor_id) do update set version = purchase_holder.version + 1
            returning version, told
            """;
    private static final String CONCLUDE =
            "update purchase_holder set told = $3, next_due_at = $4 where tenant_id = $1 and visitor_id = $2";

    /** The least first; what is not limited is the most. */
    static final Comparator<VisitorGrant> WORTH = Comparator.<VisitorGrant>comparingLong(
                    grant -> grant.messagesPerDay() == null ? Long.MAX_VALUE : grant.messagesPerDay())
            .thenComparing(grant -> Tier.of(grant.tier()))
            .thenComparing(grant -> grant.until() == null ? Instant.MAX : grant.until());

    private final Purchases purchases;
    private final Events events;
    private final Outbox outbox;

    Holders(Purchases purchases, Events events, Outbox outbox) {
        this.purchases = purchases;
        this.events = events;
        this.outbox = outbox;
    }

    /** A visitor whose row this transaction has; {@code told} is what chat-service heard last. */
    record Holder(
            TenantId tenant,
            VisitorId visitor,
            long version,
            @Nullable String told) {}

    Uni<Holder> hold(SqlConnection connection, TenantId tenant, VisitorId visitor) {
        return connection
                .preparedQuery(HOLD)
                .execute(Tuple.of(tenant.value(), visitor.value()))
                .map(rows -> rows.iterator().next())
                .map(row -> new Holder(tenant, visitor, row.getLong("version"), row.getString("told")));
    }

    /** Writes down what time has made of the visitor's subscriptions; answers those that are not over. */
    Uni<List<Purchase>> comeTo(SqlConnection connection, Holder holder, Instant now) {
        return purchases
                .open(connection, holder.tenant(), holder.visitor())
                .call(open -> writeDown(connection, holder.tenant(), open, now))
                .map(open -> open.stream()
                        .map(purchase -> purchase.at(now))
                        .filter(purchase -> !purchase.state().over())
                        .toList());
    }

    /** The last act of a change. */
    Uni<Void> conclude(SqlConnection connection, Holder holder, Instant now) {
        return comeTo(connection, holder, now).chain(open -> tell(connection, holder, open));
    }

    private Uni<Void> writeDown(SqlConnection connection, TenantId tenant, List<Purchase> open, Instant now) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var purchase : open) {
            for (var step : purchase.until(now)) {
                all = all.chain(() -> purchases.put(connection, tenant, step));
            }
        }
        return all;
    }

    private Uni<Void> tell(SqlConnection connection, Holder holder, List<Purchase> open) {
        var grants = open.stream()
                .filter(purchase -> purchase.state().gives())
                .map(Purchase::grant)
                .sorted(WORTH)
                .toList();
        var due = open.stream()
                .map(Purchase::next)
                .filter(Objects::nonNull)
                .map(Change::at)
                .min(Comparator.naturalOrder())
                .orElse(null);
        var saying = json(grants);
        var row = Tuple.of(
                holder.tenant().value(),
                holder.visitor().value(),
                saying,
                due == null ? null : due.atOffset(ZoneOffset.UTC));
        return connection
                .preparedQuery(CONCLUDE)
                .execute(row)
                .chain(() ->
                        saying.equals(holder.told()) ? Uni.createFrom().voidItem() : say(connection, holder, grants));
    }

    private Uni<Void> say(SqlConnection connection, Holder holder, List<VisitorGrant> grants) {
        var said = new VisitorEntitled(holder.tenant(), holder.visitor(), holder.version(), grants);
        return outbox.append(connection, events.of(holder.tenant(), said));
    }

    private static String json(List<VisitorGrant> grants) {
        try {
            return EventJson.mapper().writeValueAsString(grants);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Grants can be written", e);
        }
    }
}
