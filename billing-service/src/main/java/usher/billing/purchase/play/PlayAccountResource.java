package usher.billing.purchase.play;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.problem.Refusal;
import usher.kit.tenant.TenantSnapshots;

/** A tenant's account with Google Play. Its key goes in and never comes out. */
@Path("/api/v1/billing/visitor-selling/google-play")
public class PlayAccountResource {
    private final PlayAccounts accounts;
    private final TenantSnapshots tenants;
    private final CurrentCaller caller;

    PlayAccountResource(PlayAccounts accounts, TenantSnapshots tenants, CurrentCaller caller) {
        this.accounts = accounts;
        this.tenants = tenants;
        this.caller = caller;
    }

    @GET
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST)
    @Operation(summary = "Reads the account with Google Play", description = "Without its key.")
    public Uni<PlayAccountView> get(@QueryParam("tenant") @Nullable TenantId tenant) {
        return accounts.view(caller.tenant(tenant));
    }

    @PUT
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Sets the account with Google Play",
            description =
                    "The app, the key file of a service account that may see its orders, and who pushes notifications.")
    public Uni<PlayAccountView> set(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid ChangePlayAccount wanted) {
        var of = caller.tenant(tenant);
        return tenants.find(of).onItem().ifNull().failWith(Refusal::notFound).chain(() -> accounts.store(of, wanted));
    }

    @DELETE
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Forgets the account with Google Play",
            description = "What was bought there runs until the time that is known, and is not renewed any more.")
    public Uni<Void> drop(@QueryParam("tenant") @Nullable TenantId tenant) {
        return accounts.drop(caller.tenant(tenant));
    }
}
