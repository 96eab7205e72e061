package usher.billing.purchase;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import usher.billing.purchase.Holders.Holder;
import usher.billing.purchase.Purchase.Terms;
import usher.billing.purchase.offer.Kind;
import usher.billing.purchase.offer.Offer;
import usher.billing.purchase.offer.Offers;
import usher.billing.purchase.offer.Selling;
import usher.billing.purchase.offer.Sellings;
import usher.contracts.id.EventId;
import usher.contracts.id.PurchaseId;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantSnapshots;

/** Who has what: grants by the tenant, and what time makes of all subscriptions. */
@ApplicationScoped
class PurchaseService {
    private final Tenancy tenancy;
    private final TenantSnapshots tenants;
    private final Purchases purchases;
    private final Holders holders;
    private final Offers offers;
    private final Sellings sellings;

    PurchaseService(
            Tenancy tenancy,
            TenantSnapshots tenants,
            Purchases purchases,
            Holders holders,
            Offers offers,
            Sellings sellings) {
        this.tenancy = tenancy;
        this.tenants = tenants;
        this.purchases = purchases;
        this.holders = holders;
        this.offers = offers;
        this.sellings = sellings;
    }

    /** As it is at that moment, whether or not the job has come around to it. */
    Uni<StatusView> status(TenantId tenant, VisitorId visitor, Instant now) {
        return tenancy.sql(
                tenant,
                connection -> purchases
                        .open(connection, tenant, visitor)
                        .chain(open -> sellings.free(connection, tenant)
                                .map(free -> StatusView.of(visitor, at(open, now), free))));
    }

    private static List<Purchase> at(List<Purchase> open, Instant now) {
        return open.stream()
                .map(purchase -> purchase.at(now))
                .filter(purchase -> !purchase.state().over())
                .toList();
    }

    Uni<List<HistoryView>> history(TenantId tenant, VisitorId visitor, @Nullable EventId after, int rows) {
        return tenancy.sql(tenant, connection -> purchases.history(connection, tenant, visitor, after, rows));
    }

    Uni<List<PurchaseView>> page(
            TenantId tenant, @Nullable VisitorId visitor, @Nullable PurchaseId after, int rows, Instant now) {
        return tenancy.sql(tenant, connection -> purchases.page(connection, tenant, visitor, after, rows))
                .map(found -> found.stream()
                        .map(purchase -> PurchaseView.of(purchase.at(now)))
                        .toList());
    }

    /** One more period, paid to the tenant: of what runs, or the first one. The same reference again changes nothing. */
    Uni<PurchaseView> grant(TenantId tenant, GrantPurchase paid, String actor, Instant now) {
        return tenants.find(tenant)
                .onItem()
                .ifNull()
                .failWith(Refusal::notFound)
                .map(known -> zone(known.timeZone()))
                .chain(zone -> tenancy.sql(
                        tenant,
                        connection -> holders.hold(connection, tenant, paid.visitor())
                                .chain(holder -> purchases
                                        .ofReference(connection, tenant, paid.reference())
                                        .chain(before -> before.isPresent()
                                                ? Uni.createFrom().item(same(before.get(), paid))
                                                : extend(connection, holder, paid, zone, actor, now)))))
                .map(purchase -> PurchaseView.of(purchase.at(now)));
    }

    private static Purchase same(Purchase before, GrantPurchase paid) {
        if (before.visitor().equals(paid.visitor()) && before.terms().offer().equals(paid.offer())) {
            return before;
        }
        throw Purchases.referenceReused();
    }

    private Uni<Purchase> extend(
            SqlConnection connection, Holder holder, GrantPurchase paid, ZoneId zone, String actor, Instant now) {
        var tenant = holder.tenant();
        return offers.find(connection, tenant, paid.offer())
                .map(found -> found.orElseThrow(PurchaseService::unknownOffer))
                .chain(offer -> sellings.of(connection, tenant)
                        .chain(selling -> holders.comeTo(connection, holder, now)
                                .map(open -> paid(holder.visitor(), offer, selling, running(open, offer), zone, now))))
                .call(purchase -> purchases.put(connection, tenant, bought(purchase, paid.reference(), actor, now)))
                .call(() -> holders.conclude(connection, holder, now));
    }

    private static @Nullable Purchase running(List<Purchase> open, Offer offer) {
        return open.stream()
                .filter(purchase -> purchase.source() == Source.GRANT
                        && purchase.state().gives()
                        && purchase.terms().offer().equals(offer.key()))
                .findFirst()
                .orElse(null);
    }

    private static Change bought(Purchase purchase, String reference, String actor, Instant now) {
        return new Change(purchase, purchase.periods() > 1 ? "renewed" : "purchased", now, reference, actor);
    }

    private Purchase paid(
            VisitorId visitor, Offer offer, Selling selling, @Nullable Purchase running, ZoneId zone, Instant now) {
        if (!offer.enabled()) {
            throw Refusal.conflict("offer-disabled", "This offer cannot be bought any more.");
        }
        if (running != null && offer.kind() == Kind.LIFETIME) {
            throw Refusal.conflict("already-for-life", "The visitor has this for life.");
        }
        var next = running == null ? null : offer.kind().end(running.startedAt(), running.periods() + 1, zone);
        boolean goesOn = next != null && next.isAfter(now);
        var start = goesOn ? Objects.requireNonNull(running).startedAt() : now;
        return new Purchase(
                running == null ? purchases.newId() : running.id(),
                visitor,
                Source.GRANT,
                Terms.of(offer),
                State.ACTIVE,
                offer.kind() != Kind.LIFETIME,
                start,
                goesOn ? next : offer.kind().end(now, 1, zone),
                selling.graceDays(),
                goesOn ? Objects.requireNonNull(running).periods() + 1 : 1,
                null,
                null);
    }

    /** What is paid goes on until its end; asked twice, it is done once. */
    Uni<PurchaseView> cancel(TenantId tenant, VisitorId visitor, PurchaseId id, String actor, Instant now) {
        return tenancy.sql(
                        tenant,
                        connection -> holders.hold(connection, tenant, visitor)
                                .chain(holder -> holders.comeTo(connection, holder, now)
                                        .map(open -> one(open, id))
                                        .chain(purchase -> purchase.state() == State.CANCELLED
                                                ? Uni.createFrom().item(purchase)
                                                : stop(connection, holder, purchase, actor, now))))
                .map(PurchaseView::of);
    }

    private static Purchase one(List<Purchase> open, PurchaseId id) {
        return open.stream()
                .filter(purchase -> purchase.id().equals(id) && purchase.state().gives())
                .findFirst()
                .orElseThrow(PurchaseService::nothingToCancel);
    }

    private Uni<Purchase> stop(SqlConnection connection, Holder holder, Purchase purchase, String actor, Instant now) {
        var cancelled = purchase.cancelled();
        return purchases
                .put(connection, holder.tenant(), new Change(cancelled, "cancelled", now, null, actor))
                .chain(() -> holders.conclude(connection, holder, now))
                .replaceWith(() -> cancelled.at(now));
    }

    /** The subscription that a visitor means: the one named, or the only one that can be cancelled. */
    Uni<Purchase> meant(TenantId tenant, VisitorId visitor, @Nullable PurchaseId named, Instant now) {
        return tenancy.sql(tenant, connection -> purchases.open(connection, tenant, visitor))
                .map(open -> at(open, now).stream()
                        .filter(purchase -> named == null ? stops(purchase) : named.equals(purchase.id()))
                        .toList())
                .map(found -> {
                    if (found.isEmpty()) {
                        throw named == null ? nothingToCancel() : Refusal.notFound();
                    }
                    if (found.size() > 1) {
                        throw Refusal.invalid(
                                "/subscription", "subscription-required", "There are several; say which one.");
                    }
                    if (found.getFirst().terms().kind() == Kind.LIFETIME
                            || !found.getFirst().state().gives()) {
                        throw nothingToCancel();
                    }
                    return found.getFirst();
                });
    }

    private static boolean stops(Purchase purchase) {
        return purchase.state().gives()
                && purchase.state() != State.CANCELLED
                && purchase.terms().kind() != Kind.LIFETIME;
    }

    private static Refusal nothingToCancel() {
        return Refusal.conflict("nothing-to-cancel", "There is no subscription that would be renewed.");
    }

    /** Writes down what time has made of a visitor's subscriptions, and tells chat-service. */
    Uni<Void> comeTo(TenantId tenant, VisitorId visitor, Instant now) {
        return tenancy.sql(
                tenant,
                connection -> holders.hold(connection, tenant, visitor)
                        .chain(holder -> holders.conclude(connection, holder, now)));
    }

    private static Refusal unknownOffer() {
        return Refusal.invalid("/offer", "offer-unknown", "There is no offer of this key.");
    }

    /** A zone that this JDK does not know counts as UTC. */
    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }
}
