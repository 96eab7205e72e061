package usher.chat.completion;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import usher.chat.persona.Persona;
import usher.chat.persona.Personas;
import usher.chat.plan.Feature;
import usher.chat.plan.Grants;
import usher.contracts.id.TenantId;

/** A tenant's persona, in its versions, as models. */
@ApplicationScoped
class PersonaModels {
    private static final int MOST_VERSIONS = 99;

    private final Personas personas;
    private final Grants grants;

    PersonaModels(Personas personas, Grants grants) {
        this.personas = personas;
        this.grants = grants;
    }

    /** Refuses a model that the tenant does not have, and all where its plan does not open them. */
    Uni<Persona> find(TenantId tenant, PersonaModel model) {
        return grants.require(tenant, Feature.OPENAI_API).chain(() -> persona(tenant, model));
    }

    private Uni<Persona> persona(TenantId tenant, PersonaModel model) {
        var version = model.version();
        return version == null
                ? personas.of(tenant).map(model::of)
                : personas.of(tenant, version)
                        .map(found -> model.of(found.orElseThrow(() -> PersonaModel.unknown(model.toString()))));
    }

    Uni<List<ModelView>> list(TenantId tenant) {
        return grants.require(tenant, Feature.OPENAI_API)
                .chain(() -> personas.newest(tenant, MOST_VERSIONS))
                .map(versions -> Stream.concat(
                                Stream.of(view(PersonaModel.live(versions.getFirst()), versions.getFirst())),
                                versions.stream().map(persona -> view(PersonaModel.pinned(persona), persona)))
                        .toList());
    }

    Uni<ModelView> view(TenantId tenant, String id) {
        var model = PersonaModel.parse(id);
        return find(tenant, model).map(persona -> view(model, persona));
    }

    private static ModelView view(PersonaModel model, Persona persona) {
        var created = persona.createdAt();
        return new ModelView(model.toString(), "model", created == null ? 0 : created.getEpochSecond(), "usher");
    }
}
