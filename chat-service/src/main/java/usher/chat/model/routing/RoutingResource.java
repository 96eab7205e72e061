package usher.chat.model.routing;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.chat.model.Models;
import usher.chat.model.choice.ModelRole;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.problem.Refusal;

/** How a tenant's questions are led to its models. */
@Path("/api/v1/chat/admin/models/routing")
public class RoutingResource {
    private final Routings routings;
    private final Models models;
    private final CurrentCaller caller;

    RoutingResource(Routings routings, Models models, CurrentCaller caller) {
        this.routings = routings;
        this.models = models;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(summary = "How questions are led to models")
    public Uni<RoutingSettings> get(@QueryParam("tenant") @Nullable TenantId tenant) {
        return routings.of(caller.tenant(tenant));
    }

    @PUT
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Change how questions are led to models",
            description = "Holds for turns that begin from now on.")
    public Uni<RoutingSettings> change(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid RoutingSettings settings) {
        var whose = caller.tenant(tenant);
        return require(whose, settings.simple() != null, ModelRole.CHEAP, "/simple")
                .chain(() -> require(whose, challenges(settings), ModelRole.CHALLENGER, "/split/varies"))
                .chain(() -> routings.store(whose, settings))
                .invoke(() -> models.forget(whose))
                .replaceWith(settings);
    }

    private static boolean challenges(RoutingSettings settings) {
        var split = settings.split();
        if (split == null) {
            return false;
        }
        if (!split.variesModel() && split.instructions() == null) {
            throw Refusal.invalid("/split/instructions", "required", "Say which instructions the variant has.");
        }
        return split.variesModel();
    }

    private Uni<Void> require(TenantId tenant, boolean needed, ModelRole role, String pointer) {
        if (!needed) {
            return Uni.createFrom().voidItem();
        }
        return models.of(tenant, role).map(found -> {
            if (found.isEmpty()) {
                throw Refusal.invalid(
                        pointer, "model-missing", "Choose a model for the role " + role.text() + " first.");
            }
            return null;
        });
    }
}
