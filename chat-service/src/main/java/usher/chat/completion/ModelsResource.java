package usher.chat.completion;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;

/** The tenant's persona versions as models. */
@Path("/v1/models")
@OpenAiErrors
public class ModelsResource {
    private final PersonaModels models;
    private final CurrentCaller caller;

    ModelsResource(PersonaModels models, CurrentCaller caller) {
        this.models = models;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.SECRET_KEY)
    @Operation(summary = "List models (OpenAI)", description = "The tenant's persona versions as models.")
    public Uni<ModelView.Models> list() {
        return models.list(caller.tenant()).map(all -> new ModelView.Models("list", all));
    }

    @GET
    @Path("/{model}")
    @Accepts(Credential.SECRET_KEY)
    @Operation(summary = "Read a model (OpenAI)", description = "404 model_not_found.")
    public Uni<ModelView> get(@PathParam("model") String model) {
        return models.view(caller.tenant(), model);
    }
}
