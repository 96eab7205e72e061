package usher.billing.wallet;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.contracts.id.WalletCreditId;
import usher.contracts.id.WalletId;
import usher.contracts.id.WalletTransactionId;
import usher.kit.access.Accepts;
import usher.kit.access.Caller;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;
import usher.kit.problem.Refusal;

/** Wallets and what moves their money. A tenant's server opens visitors' wallets and takes from them; what is paid in is the platform's to say. */
@Path("/api/v1/billing/wallets")
public class WalletResource {
    private final Wallets wallets;
    private final CurrentCaller caller;

    WalletResource(Wallets wallets, CurrentCaller caller) {
        this.wallets = wallets;
        this.caller = caller;
    }

    @GET
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    @Operation(summary = "Lists wallets", description = "The tenant's own and its visitors', or one visitor's.")
    public Uni<Page<WalletView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("visitor") @Nullable VisitorId visitor,
            @Valid @BeanParam PageRequest page) {
        return wallets.page(caller.tenant(tenant), visitor, page.startingAfter(WalletId::fromString), page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @POST
    @Idempotent
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ADMIN)
    @Operation(summary = "Opens a wallet", description = "One for each owner and currency.")
    public Uni<RestResponse<WalletView>> open(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid OpenWallet wanted) {
        return wallets.open(caller.tenant(tenant), wanted).map(opened -> RestResponse.status(Status.CREATED, opened));
    }

    @GET
    @Path("{wallet}")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    @Operation(summary = "Reads a wallet")
    public Uni<WalletView> get(@PathParam("wallet") WalletId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return wallets.get(caller.tenant(tenant), id);
    }

    @GET
    @Path("{wallet}/credits")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    @Operation(
            summary = "Lists a wallet's credits",
            description = "What was paid in and what is left of it, newest first.")
    public Uni<Page<CreditView>> credits(
            @PathParam("wallet") WalletId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @Valid @BeanParam PageRequest page) {
        return wallets.credits(caller.tenant(tenant), id, page.startingAfter(WalletCreditId::fromString), page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @GET
    @Path("{wallet}/transactions")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    @Operation(summary = "Lists a wallet's transactions", description = "Newest first.")
    public Uni<Page<TransactionView>> transactions(
            @PathParam("wallet") WalletId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @Valid @BeanParam PageRequest page) {
        return wallets.transactions(
                        caller.tenant(tenant), id, page.startingAfter(WalletTransactionId::fromString), page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @POST
    @Path("{wallet}/credits")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    @Operation(
            summary = "Pays in",
            description = "Money that was received by other means, or a gift; once for a reference.")
    public Uni<MovementView> add(
            @PathParam("wallet") WalletId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid AddCredit credit) {
        return move(tenant, id, Movement.of(credit));
    }

    @POST
    @Path("{wallet}/spendings")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ADMIN)
    @Operation(
            summary = "Takes an amount",
            description =
                    "Whole or not at all (402 balance-insufficient); once for a reference. 400 reference-reserved.")
    public Uni<MovementView> spend(
            @PathParam("wallet") WalletId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid SpendMoney spending) {
        return move(tenant, id, Movement.of(spending));
    }

    @POST
    @Path("{wallet}/returns")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ADMIN)
    @Operation(
            summary = "Gives back",
            description =
                    "At most what was spent, in parts or whole; once for a reference. 400 reference-reserved; 409 spending-not-returnable for what has paid an invoice.")
    public Uni<MovementView> giveBack(
            @PathParam("wallet") WalletId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid ReturnMoney back) {
        return move(tenant, id, Movement.of(back));
    }

    private Uni<MovementView> move(@Nullable TenantId tenant, WalletId id, Movement movement) {
        return wallets.move(caller.tenant(tenant), id, movement, actor());
    }

    private String actor() {
        return switch (caller.get()) {
            case Caller.Member member -> member.id().toString();
            case Caller.SecretKey secret -> secret.key().toString();
            default -> throw Refusal.notFound();
        };
    }
}
