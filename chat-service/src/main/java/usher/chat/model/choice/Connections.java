package usher.chat.model.choice;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import usher.chat.model.Model;
import usher.chat.model.local.LocalModel;
import usher.chat.model.openai.OpenAiEmbeddings;
import usher.chat.model.provider.Providers;
import usher.chat.model.wire.Endpoint;
import usher.contracts.id.TenantId;
import usher.kit.seal.Sealer;

/** Makes the model of a choice: the one place that knows which kinds of providers this service speaks to. */
@ApplicationScoped
public class Connections {
    private final LocalModel local;
    private final Providers providers;
    private final Sealer sealer;

    Connections(LocalModel local, Providers providers, Sealer sealer) {
        this.local = local;
        this.providers = providers;
        this.sealer = sealer;
    }

    boolean speaks(String provider) {
        return provider.equals(ProviderKind.LOCAL) || ProviderKind.url(provider) != null;
    }

    public Model local() {
        return local;
    }

    /** Empty where the kind of provider is not spoken to. */
    public Optional<Model> model(TenantId tenant, ModelChoice choice) {
        if (choice.provider().equals(ProviderKind.LOCAL)) {
            return Optional.of(local);
        }
        return speaks(choice.provider()) ? Optional.of(providers.model(endpoint(tenant, choice))) : Optional.empty();
    }

    public OpenAiEmbeddings embeddings(TenantId tenant, ModelChoice choice) {
        return providers.embeddings(endpoint(tenant, choice));
    }

    private Endpoint endpoint(TenantId tenant, ModelChoice choice) {
        var address = Objects.requireNonNull(choice.baseUrl(), "A remote model has an address");
        return new Endpoint(
                Endpoint.Kind.of(choice.provider()),
                address,
                choice.model(),
                key(tenant, choice),
                choice.nativeTools());
    }

    private String key(TenantId tenant, ModelChoice choice) {
        if (choice.sealedKey() != null) {
            return sealer.open(tenant, choice.sealedKey());
        }
        return choice.platformKey() == null ? "" : choice.platformKey();
    }
}
