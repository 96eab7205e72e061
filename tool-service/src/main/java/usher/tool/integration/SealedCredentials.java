package usher.tool.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import usher.contracts.id.TenantId;
import usher.kit.seal.Sealer;
import usher.tool.credential.Credentials;

/** Credentials as one sealed text, which opens for their tenant alone. */
@ApplicationScoped
public class SealedCredentials {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

    private final Sealer sealer;

    SealedCredentials(Sealer sealer) {
        this.sealer = sealer;
    }

    String seal(TenantId tenant, Map<String, String> values) {
        try {
            return sealer.seal(tenant, JSON.writeValueAsString(values));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Text is always writable");
        }
    }

    /** For one call; the parser's message would hold what it read, so it is not passed on. */
    public Credentials open(TenantId tenant, String sealed) {
        try {
            return new Credentials(JSON.readValue(sealer.open(tenant, sealed), VALUES));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was sealed is JSON");
        }
    }
}
