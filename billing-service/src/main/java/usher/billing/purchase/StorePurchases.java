package usher.billing.purchase;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.billing.purchase.offer.Kind;
import usher.billing.purchase.offer.Offers;
import usher.billing.purchase.play.PlayAccount;
import usher.billing.purchase.play.PlayAccounts;
import usher.billing.purchase.play.PlayClient;
import usher.billing.purchase.play.PlayPurchase;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.problem.Refusal;

/**
 * What is bought in Google Play. Whoever speaks of a purchase, a device or a notification, brings its token and no more; what became
 * of it is asked of the store each time, outside of any transaction.
 */
@ApplicationScoped
class StorePurchases {
    private static final Logger LOG = Logger.getLogger(StorePurchases.class);

    private final StoreFiles files;
    private final Offers offers;
    private final PlayAccounts accounts;
    private final PlayClient store;

    StorePurchases(StoreFiles files, Offers offers, PlayAccounts accounts, PlayClient store) {
        this.files = files;
        this.offers = offers;
        this.accounts = accounts;
        this.store = store;
    }

    /** Takes what a visitor bought. The first visitor who brings a token has it; it is refused to all others. */
    Uni<PurchaseView> verify(TenantId tenant, VisitorId visitor, VerifyPurchase brought, String actor, Instant now) {
        return accounts.of(tenant)
                .call(account -> files.known(account, brought.purchaseToken())
                        .invoke(before -> before.ifPresent(known -> requireHis(known.visitor(), visitor))))
                .chain(account -> offers.ofProduct(tenant, brought.productId())
                        .map(found -> found.stream().findFirst().orElseThrow(StoreFiles::unknownProduct))
                        .chain(offer -> ask(
                                account,
                                offer.kind() == Kind.LIFETIME,
                                brought.productId(),
                                brought.purchaseToken(),
                                now)))
                .invoke(word -> requireSame(brought, visitor, word.said()))
                .chain(word -> take(word, visitor, actor, now))
                .map(purchase -> PurchaseView.of(purchase.at(now)));
    }

    /**
     * Takes a notification. Of a token that nobody brought yet, it is taken for whom the store says that bought it, or who had what
     * it replaces.
     */
    Uni<Void> heard(TenantId tenant, Notification notification, Instant now) {
        return accounts.of(tenant)
                .chain(account -> files.known(account, notification.purchaseToken())
                        .chain(before -> before.map(known -> refresh(account, known, now))
                                .orElseGet(() -> unknown(account, notification, now))));
    }

    /** Asks the store again. */
    Uni<Void> refresh(TenantId tenant, Purchase purchase, Instant now) {
        return accounts.of(tenant).chain(account -> refresh(account, purchase, now));
    }

    private Uni<Void> refresh(PlayAccount account, Purchase purchase, Instant now) {
        var token = files.token(account.tenant(), purchase);
        boolean once = purchase.terms().kind() == Kind.LIFETIME;
        return ask(account, once, StoreFiles.mark(purchase).product(), token, now)
                .chain(word -> take(word, purchase.visitor(), null, now))
                .replaceWithVoid();
    }

    private Uni<Void> unknown(PlayAccount account, Notification notification, Instant now) {
        var product = notification.product();
        if (notification.voided() || (notification.once() && product == null)) {
            return Uni.createFrom().voidItem();
        }
        return ask(account, notification.once(), product == null ? "" : product, notification.purchaseToken(), now)
                .chain(word -> owner(word)
                        .chain(owner -> owner.map(visitor ->
                                        take(word, visitor, null, now).replaceWithVoid())
                                .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private Uni<Optional<VisitorId>> owner(StoreWord word) {
        var named = visitor(word.said().accountId());
        var linked = word.said().linkedToken();
        if (named != null || linked == null) {
            return Uni.createFrom().item(Optional.ofNullable(named));
        }
        return files.known(word.account(), linked).map(before -> before.map(Purchase::visitor));
    }

    /** Stops the renewals at the store. */
    Uni<PurchaseView> cancel(TenantId tenant, Purchase purchase, Instant now) {
        return accounts.of(tenant)
                .chain(account -> store.cancel(account, files.token(tenant, purchase))
                        .chain(() -> refresh(account, purchase, now)))
                .chain(() -> files.known(tenant, StoreFiles.mark(purchase).tokenHash()))
                .map(after ->
                        PurchaseView.of(after.orElseThrow(Refusal::notFound).at(now)));
    }

    /** Tells the store that the visitor has what was paid: otherwise it gives the money back after three days. */
    Uni<Void> acknowledge(TenantId tenant, Purchase purchase) {
        return accounts.of(tenant).chain(account -> acknowledge(account, purchase));
    }

    private Uni<Void> acknowledge(PlayAccount account, Purchase purchase) {
        var token = files.token(account.tenant(), purchase);
        boolean once = purchase.terms().kind() == Kind.LIFETIME;
        return store.acknowledge(account, StoreFiles.mark(purchase).product(), token, once)
                .chain(() -> files.acknowledged(account.tenant(), purchase));
    }

    private Uni<StoreWord> ask(PlayAccount account, boolean once, String product, String token, Instant now) {
        var said = once ? store.product(account, product, token) : store.subscription(account, token);
        return said.map(purchase -> new StoreWord(account, token, purchase, now));
    }

    /** That the store does not answer to the acknowledgement is no reason to refuse what was paid: a job goes on asking. */
    private Uni<Purchase> take(StoreWord word, VisitorId visitor, @Nullable String actor, Instant now) {
        return files.take(word, visitor, actor, now)
                .call(purchase -> StoreFiles.mark(purchase).acknowledged()
                                || !purchase.state().gives()
                        ? Uni.createFrom().voidItem()
                        : acknowledge(word.account(), purchase)
                                .onFailure()
                                .invoke(failure -> LOG.warnf(
                                        "A purchase waits to be acknowledged tenant=%s purchase=%s cause=%s",
                                        word.account().tenant(), purchase.id(), failure))
                                .onFailure()
                                .recoverWithNull());
    }

    private static void requireSame(VerifyPurchase brought, VisitorId visitor, PlayPurchase said) {
        if (!brought.productId().equals(said.product())) {
            throw Refusal.invalid("/product_id", "product-differs", "The token belongs to another product.");
        }
        var named = visitor(said.accountId());
        if (named != null) {
            requireHis(named, visitor);
        }
    }

    private static void requireHis(VisitorId owner, VisitorId visitor) {
        if (!owner.equals(visitor)) {
            throw StoreFiles.taken();
        }
    }

    /** Apps may say who buys by the visitor's id; what else they say is theirs. */
    private static @Nullable VisitorId visitor(@Nullable String accountId) {
        try {
            return accountId == null ? null : VisitorId.fromString(accountId);
        } catch (IllegalArgumentException other) {
            return null;
        }
    }
}
