package usher.chat.cache;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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

/** A tenant's switch of the answer cache. */
@Path("/api/v1/chat/admin/answer-cache")
public class CacheResource {
    private final CacheSwitches switches;
    private final CacheConfig config;
    private final CurrentCaller caller;

    CacheResource(CacheSwitches switches, CacheConfig config, CurrentCaller caller) {
        this.switches = switches;
        this.config = config;
        this.caller = caller;
    }

    @GET
    @Accepts({Credential.MEMBER, Credential.SECRET_KEY})
    @Operation(summary = "Whether answers are remembered")
    public Uni<CacheSetting> get(@QueryParam("tenant") @Nullable TenantId tenant) {
        return switches.isOn(caller.tenant(tenant)).map(this::view);
    }

    @PUT
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.EDITOR)
    @Operation(
            summary = "Switch the memory of answers",
            description = "What is remembered is forgotten when it is switched off.")
    public Uni<CacheSetting> choose(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid CacheSetting.Choose wanted) {
        return switches.turn(caller.tenant(tenant), wanted.enabled()).map(done -> view(wanted.enabled()));
    }

    private CacheSetting view(boolean on) {
        return new CacheSetting(on, config.life().toSeconds());
    }
}
