package usher.admin.tenant;

import static usher.kit.access.Credential.MEMBER;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import usher.admin.key.IdentityKeyView;
import usher.admin.key.IssuedIdentityKey;
import usher.admin.key.IssuedKey;
import usher.admin.key.KeyView;
import usher.admin.key.TenantKeys;
import usher.contracts.id.KeyId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.tenant.Tenancy;

/** A tenant's keys by HTTP. To rotate one: make the new key, roll it out, then end the old one with an overlap. */
@Path("/api/v1/admin/tenants/{id}")
@Tag(name = "Keys", description = "Publishable, secret and identity keys of a tenant.")
class KeysResource {
    private static final long LONGEST_OVERLAP_SECONDS = 30 * 24 * 3600;

    private final TenantService service;
    private final Tenants tenants;
    private final TenantKeys keys;
    private final Tenancy tenancy;
    private final CurrentCaller caller;

    KeysResource(TenantService service, Tenants tenants, TenantKeys keys, Tenancy tenancy, CurrentCaller caller) {
        this.service = service;
        this.tenants = tenants;
        this.keys = keys;
        this.tenancy = tenancy;
        this.caller = caller;
    }

    @GET
    @Path("/keys")
    @Accepts(value = MEMBER, role = Role.ADMIN)
    @Operation(summary = "List live keys", description = "Secret keys by their first 12 characters.")
    public Uni<Page<KeyView>> list(@PathParam("id") TenantId id) {
        var tenant = caller.tenant(id);
        return tenancy.in(tenant, () -> tenants.get(tenant).chain(() -> keys.list(tenant)))
                .map(KeysResource::all);
    }

    @POST
    @Path("/keys")
    @Idempotent
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = IssuedKey.class, responseCode = "201")
    @Accepts(value = MEMBER, role = Role.ADMIN)
    @Operation(summary = "Make a key", description = "The text of a secret key is shown only here.")
    public Uni<RestResponse<IssuedKey>> issue(@PathParam("id") TenantId id, @Valid @NotNull CreateKey key) {
        return service.issueKey(caller.tenant(id), key.kind()).map(KeysResource::created);
    }

    @DELETE
    @Path("/keys/{key}")
    @Accepts(value = MEMBER, role = Role.ADMIN)
    @Operation(summary = "End a key", description = "At once, or when the overlap of up to 30 days is over.")
    public Uni<Void> retire(
            @PathParam("id") TenantId id,
            @PathParam("key") KeyId key,
            @QueryParam("overlap_seconds") @DefaultValue("0") @Min(0) @Max(LONGEST_OVERLAP_SECONDS)
                    long overlapSeconds) {
        return service.retireKey(caller.tenant(id), key, Duration.ofSeconds(overlapSeconds));
    }

    @GET
    @Path("/identity-keys")
    @Accepts(value = MEMBER, role = Role.ADMIN)
    @Operation(summary = "List identity keys", description = "Without their secrets.")
    public Uni<Page<IdentityKeyView>> listIdentityKeys(@PathParam("id") TenantId id) {
        var tenant = caller.tenant(id);
        return tenancy.in(tenant, () -> tenants.get(tenant).chain(() -> keys.listIdentityKeys(tenant)))
                .map(KeysResource::all);
    }

    @POST
    @Path("/identity-keys")
    @Idempotent
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = IssuedIdentityKey.class, responseCode = "201")
    @Accepts(value = MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Make an identity key",
            description = "The tenant's server signs its visitors' identity (JWT, HS256, kid in the header) with the"
                    + " bytes of the secret, which is shown only here.")
    public Uni<RestResponse<IssuedIdentityKey>> issueIdentityKey(@PathParam("id") TenantId id) {
        return service.issueIdentityKey(caller.tenant(id)).map(KeysResource::created);
    }

    @DELETE
    @Path("/identity-keys/{key}")
    @Accepts(value = MEMBER, role = Role.ADMIN)
    @Operation(summary = "End an identity key", description = "Identities signed with it are refused from now on.")
    public Uni<Void> revokeIdentityKey(@PathParam("id") TenantId id, @PathParam("key") KeyId key) {
        return service.revokeIdentityKey(caller.tenant(id), key);
    }

    private static <T> RestResponse<T> created(T body) {
        return RestResponse.status(RestResponse.Status.CREATED, body);
    }

    /** A tenant has a handful of keys at most: the list is always one page. */
    private static <T> Page<T> all(List<T> rows) {
        return new Page<>("list", rows, false, null);
    }
}
