package usher.billing.purchase;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.billing.purchase.Holders.Holder;
import usher.billing.purchase.Purchase.StoreMark;
import usher.billing.purchase.Purchase.Terms;
import usher.billing.purchase.StoreWord.Fresh;
import usher.billing.purchase.offer.Offers;
import usher.billing.purchase.offer.Sellings;
import usher.billing.purchase.play.PlayAccount;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.problem.Refusal;
import usher.kit.seal.Sealer;
import usher.kit.tenant.Tenancy;

/** Files what the store said. An answer to an older question than the last one changes nothing, whatever the order they come in. */
@ApplicationScoped
class StoreFiles {
    private static final String UNIQUE_VIOLATION = "23505";

    private final Tenancy tenancy;
    private final Purchases purchases;
    private final Holders holders;
    private final Offers offers;
    private final Sellings sellings;
    private final Sealer sealer;

    StoreFiles(Tenancy tenancy, Purchases purchases, Holders holders, Offers offers, Sellings sellings, Sealer sealer) {
        this.tenancy = tenancy;
        this.purchases = purchases;
        this.holders = holders;
        this.offers = offers;
        this.sellings = sellings;
        this.sealer = sealer;
    }

    Uni<Optional<Purchase>> known(PlayAccount account, String token) {
        return known(account.tenant(), StoreWord.hash(account, token));
    }

    Uni<Optional<Purchase>> known(TenantId tenant, String hash) {
        return tenancy.sql(tenant, connection -> purchases.ofToken(connection, tenant, hash));
    }

    Uni<Void> acknowledged(TenantId tenant, Purchase purchase) {
        return tenancy.sql(tenant, connection -> purchases.acknowledged(connection, tenant, purchase.id()));
    }

    String token(TenantId tenant, Purchase purchase) {
        return sealer.open(tenant, mark(purchase).sealedToken());
    }

    static StoreMark mark(Purchase purchase) {
        return Objects.requireNonNull(purchase.store(), "What the store sold is known by its token");
    }

    static Refusal taken() {
        return Refusal.conflict("purchase-token-used", "This purchase belongs to somebody else.");
    }

    /** Files it for that visitor; {@code actor} is who brought it, if somebody did. */
    Uni<Purchase> take(StoreWord word, VisitorId visitor, @Nullable String actor, Instant now) {
        var tenant = word.account().tenant();
        return offers.ofProduct(tenant, word.said().product())
                .map(found -> Offers.bought(found, word.said().basePlan()).map(Terms::of))
                .chain(terms -> tenancy.sql(
                        tenant,
                        connection -> holders.hold(connection, tenant, visitor)
                                .chain(holder -> file(connection, holder, word, terms.orElse(null), actor, now))))
                .onFailure(StoreFiles::isTaken)
                .transform(taken -> taken());
    }

    private Uni<Purchase> file(
            SqlConnection connection,
            Holder holder,
            StoreWord word,
            @Nullable Terms terms,
            @Nullable String actor,
            Instant now) {
        return holders.comeTo(connection, holder, now)
                .call(() -> supersede(connection, holder, word, now))
                .chain(() -> purchases.ofToken(connection, holder.tenant(), word.hash()))
                .invoke(before -> before.ifPresent(known -> requireHis(known, holder)))
                .chain(before -> before.filter(known -> mark(known).readAt().isAfter(word.askedAt()))
                        .map(younger -> Uni.createFrom().item(younger))
                        .orElseGet(() -> said(connection, holder, word, before.orElse(null), terms)
                                .map(purchase -> purchase.at(now))
                                .call(after -> put(connection, holder, before.orElse(null), after, actor, now))))
                .call(() -> holders.conclude(connection, holder, now));
    }

    private Uni<Purchase> said(
            SqlConnection connection, Holder holder, StoreWord word, @Nullable Purchase before, @Nullable Terms terms) {
        return sellings.of(connection, holder.tenant()).map(selling -> {
            if (before != null) {
                return word.onto(before, terms, selling.graceDays());
            }
            if (terms == null) {
                throw unknownProduct();
            }
            var sealed = sealer.seal(holder.tenant(), word.token());
            return word.first(terms, new Fresh(purchases.newId(), holder.visitor(), sealed, selling.graceDays()));
        });
    }

    private Uni<Void> put(
            SqlConnection connection,
            Holder holder,
            @Nullable Purchase before,
            Purchase after,
            @Nullable String actor,
            Instant now) {
        var change = Change.byStore(before, after, now, actor);
        return change == null
                ? purchases.save(connection, holder.tenant(), after, now)
                : purchases.put(connection, holder.tenant(), change);
    }

    /** What a purchase takes the place of gives nothing any more; it must have been the same visitor's. */
    private Uni<Void> supersede(SqlConnection connection, Holder holder, StoreWord word, Instant now) {
        var linked = word.said().linkedToken();
        if (linked == null) {
            return Uni.createFrom().voidItem();
        }
        return purchases
                .ofToken(connection, holder.tenant(), StoreWord.hash(word.account(), linked))
                .chain(found -> found.map(old -> {
                            requireHis(old, holder);
                            var over = old.over(State.SUPERSEDED, now);
                            return old.endedAt() == null
                                    ? purchases.put(connection, holder.tenant(), Change.byTime(over, "superseded", now))
                                    : Uni.createFrom().voidItem();
                        })
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private static void requireHis(Purchase purchase, Holder holder) {
        if (!purchase.visitor().equals(holder.visitor())) {
            throw taken();
        }
    }

    /** Two may bring one token at once, also to two tenants: the database lets one of them in. */
    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState());
    }

    static Refusal unknownProduct() {
        return Refusal.invalid("/product_id", "product-unknown", "No offer stands for this product of the store.");
    }
}
