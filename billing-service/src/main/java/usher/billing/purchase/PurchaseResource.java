package usher.billing.purchase;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.InstantSource;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.billing.purchase.offer.OfferView;
import usher.billing.purchase.offer.Offers;
import usher.billing.purchase.play.PlayFault;
import usher.contracts.id.EventId;
import usher.contracts.id.PurchaseId;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.access.Accepts;
import usher.kit.access.Caller;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;
import usher.kit.problem.Refusal;

/** Visitors' subscriptions: a visitor asks for itself, a tenant's server and its members for the visitor they name. */
@Path("/api/v1/billing/visitor-subscriptions")
public class PurchaseResource {
    private final PurchaseService subscriptions;
    private final StorePurchases store;
    private final Offers offers;
    private final CurrentCaller caller;
    private final InstantSource clock;

    PurchaseResource(
            PurchaseService subscriptions,
            StorePurchases store,
            Offers offers,
            CurrentCaller caller,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.store = store;
        this.offers = offers;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    @Operation(summary = "Lists visitors' subscriptions", description = "Newest first; of all visitors or of one.")
    public Uni<Page<PurchaseView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("visitor") @Nullable VisitorId visitor,
            @Valid @BeanParam PageRequest page) {
        var of = caller.tenant(tenant);
        var after = page.startingAfter(PurchaseId::fromString);
        return subscriptions
                .page(of, visitor, after, page.fetch(), clock.instant())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @GET
    @Path("plans")
    @Accepts(
            value = {Credential.VISITOR, Credential.SECRET_KEY, Credential.MEMBER},
            role = Role.ANALYST)
    @Operation(summary = "Lists what a visitor can buy")
    public Uni<Page<OfferView>> plans(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        return offers.page(caller.tenant(tenant), page.startingAfter(Function.identity()), true, page.fetch())
                .map(rows -> Page.of(rows.stream().map(OfferView::of).toList(), page, OfferView::key));
    }

    @POST
    @Path("verify")
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(
            summary = "Takes what was bought in Google Play",
            description =
                    "The store is asked; a token is one visitor's (409 purchase-token-used). The same again changes nothing.")
    public Uni<PurchaseView> verify(@NotNull @Valid VerifyPurchase brought) {
        var visitor = whose(brought.visitor());
        return store.verify(caller.tenant(), visitor, brought, actor(), clock.instant())
                .onFailure(PlayFault.class)
                .transform(fault -> ((PlayFault) fault).refusal());
    }

    @POST
    @Path("grants")
    @Accepts(
            value = {Credential.SECRET_KEY, Credential.MEMBER},
            role = Role.ADMIN)
    @Operation(
            summary = "Gives a visitor one more period of an offer",
            description = "For what was paid by other means. The same reference again changes nothing.")
    public Uni<PurchaseView> grant(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid GrantPurchase paid) {
        return subscriptions.grant(caller.tenant(tenant), paid, actor(), clock.instant());
    }

    @GET
    @Path("status")
    @Accepts(
            value = {Credential.VISITOR, Credential.SECRET_KEY, Credential.MEMBER},
            role = Role.ANALYST)
    @Operation(summary = "What a visitor may use now", description = "And by which subscriptions.")
    public Uni<StatusView> status(
            @QueryParam("tenant") @Nullable TenantId tenant, @QueryParam("visitor") @Nullable VisitorId visitor) {
        var of = caller.tenant(tenant);
        return subscriptions.status(of, whose(visitor), clock.instant());
    }

    @POST
    @Path("cancel")
    @Accepts(
            value = {Credential.VISITOR, Credential.SECRET_KEY, Credential.MEMBER},
            role = Role.ADMIN)
    @Operation(
            summary = "Stops the renewals of a subscription",
            description = "What is paid goes on until its end. In Google Play too, if it was bought there.")
    public Uni<PurchaseView> cancel(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid CancelPurchase wanted) {
        var of = caller.tenant(tenant);
        var visitor = whose(wanted.visitor());
        var now = clock.instant();
        return subscriptions
                .meant(of, visitor, wanted.subscription(), now)
                .chain(purchase -> purchase.source() == Source.GRANT
                        ? subscriptions.cancel(of, visitor, purchase.id(), actor(), now)
                        : store.cancel(of, purchase, now))
                .onFailure(PlayFault.class)
                .transform(fault -> ((PlayFault) fault).refusal());
    }

    @GET
    @Path("history")
    @Accepts(
            value = {Credential.VISITOR, Credential.SECRET_KEY, Credential.MEMBER},
            role = Role.ANALYST)
    @Operation(summary = "What became of a visitor's subscriptions", description = "Newest first.")
    public Uni<Page<HistoryView>> history(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("visitor") @Nullable VisitorId visitor,
            @Valid @BeanParam PageRequest page) {
        var of = caller.tenant(tenant);
        return subscriptions
                .history(of, whose(visitor), page.startingAfter(EventId::fromString), page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    /** A visitor is itself; anybody else says who is meant. */
    private VisitorId whose(@Nullable VisitorId named) {
        if (caller.get() instanceof Caller.Visitor self) {
            if (named != null && !named.equals(self.id())) {
                throw Refusal.notFound();
            }
            return self.id();
        }
        if (named == null) {
            throw Refusal.invalid("/visitor", "visitor-required", "Say whose by visitor, vis_….");
        }
        return named;
    }

    private String actor() {
        return switch (caller.get()) {
            case Caller.Visitor visitor -> visitor.id().toString();
            case Caller.Member member -> member.id().toString();
            case Caller.SecretKey secret -> secret.key().toString();
            default -> throw Refusal.notFound();
        };
    }
}
