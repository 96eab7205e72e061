package usher.chat.model.choice;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import usher.chat.model.Model;
import usher.chat.model.local.LocalModel;
import usher.chat.model.openai.OpenAiModels;
import usher.contracts.id.TenantId;
import usher.kit.seal.Sealer;

/** Makes the model of a choice: the one place that knows which kinds of providers this service speaks to. */
@ApplicationScoped
public class Connections {
    private static final Set<String> SPOKEN = Set.of(ProviderKind.LOCAL, "openai");

    private final LocalModel local;
    private final OpenAiModels openAi;
    private final Sealer sealer;

    Connections(LocalModel local, OpenAiModels openAi, Sealer sealer) {
        this.local = local;
        this.openAi = openAi;
        this.sealer = sealer;
    }

    boolean speaks(String provider) {
        return SPOKEN.contains(provider);
    }

    public Model local() {
        return local;
    }

    /** Empty where the kind of provider is not spoken to. */
    public Optional<Model> model(TenantId tenant, ModelChoice choice) {
        return switch (choice.provider()) {
            case ProviderKind.LOCAL -> Optional.of(local);
            case "openai" -> Optional.of(openAi.model(address(choice), choice.model(), key(tenant, choice)));
            default -> Optional.empty();
        };
    }

    private static String address(ModelChoice choice) {
        return Objects.requireNonNull(choice.baseUrl(), "A remote model has an address");
    }

    private String key(TenantId tenant, ModelChoice choice) {
        if (choice.sealedKey() != null) {
            return sealer.open(tenant, choice.sealedKey());
        }
        return choice.platformKey() == null ? "" : choice.platformKey();
    }
}
