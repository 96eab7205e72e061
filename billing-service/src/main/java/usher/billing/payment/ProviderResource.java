package usher.billing.payment;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.Role;
import usher.kit.page.Page;

/** The seller's accounts with payment providers, few enough for one page. Secrets go in and never come out. */
@Path("/api/v1/billing/payment-providers")
public class ProviderResource {
    private final Providers providers;

    ProviderResource(Providers providers) {
        this.providers = providers;
    }

    @GET
    @Operation(
            summary = "The providers that can be paid with now",
            description =
                    "provider is what payments and top-ups name; publishable_key is what its library in a browser needs.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Page<OfferedProvider>> offered() {
        return providers.offered().map(found -> new Page<>("list", found, false, null));
    }

    @GET
    @Path("/all")
    @Operation(
            summary = "All providers that this installation can speak with, and whether the seller has an account",
            description = "Which settings each needs and has, not what they are.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<Page<ProviderView>> all() {
        return providers.all().map(found -> new Page<>("list", found, false, null));
    }

    @GET
    @Path("/{provider}")
    @Operation(
            summary = "The account with a payment provider",
            description = "Which settings it needs and has, not what they are. 404 for a provider that does not exist.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<ProviderView> get(@PathParam("provider") String provider) {
        return providers.view(provider);
    }

    @PUT
    @Path("/{provider}")
    @Operation(
            summary = "Enter or change the account with a payment provider",
            description = "Settings that are not named stay as they are. 400 setting-unknown, setting-missing.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<ProviderView> put(@PathParam("provider") String provider, @NotNull @Valid ChangeProvider wanted) {
        return providers.put(provider, wanted);
    }

    @DELETE
    @Path("/{provider}")
    @Operation(
            summary = "Forget the account with a payment provider",
            description = "409 provider-in-use while payments are under way.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<Void> delete(@PathParam("provider") String provider) {
        return providers.drop(provider);
    }
}
