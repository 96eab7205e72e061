package usher.tool.credential;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import usher.contracts.id.TenantId;
import usher.kit.seal.Sealer;
import usher.kit.webhook.WebhookSecret;

/** Makes, seals and opens webhook secrets; what one tenant's secret was sealed to, no other tenant opens. */
@ApplicationScoped
public class WebhookSecrets {
    private final SecureRandom random = new SecureRandom();
    private final Sealer sealer;
    private final CredentialConfig config;

    WebhookSecrets(Sealer sealer, CredentialConfig config) {
        this.sealer = sealer;
        this.config = config;
    }

    public WebhookSecret make() {
        return WebhookSecret.random(random);
    }

    public String seal(TenantId tenant, WebhookSecret secret) {
        return sealer.seal(tenant, secret.text());
    }

    public WebhookSecret open(TenantId tenant, String sealed) {
        return new WebhookSecret(sealer.open(tenant, sealed));
    }

    /** Until when a secret that is replaced now signs beside its successor. */
    public Instant formerUntil(Instant now) {
        return now.plus(config.overlap());
    }
}
