package usher.tool.mcp.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Between whom an authorization is, as it is kept: who issues tokens, for which resource, and as whom one is known there. */
public record Party(
        String issuer,
        boolean namesItself,
        String resource,
        URI tokenEndpoint,
        @Nullable URI revocationEndpoint,
        String clientId,
        String clientMethod) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Party of(Discovery.Found found, Client client) {
        var server = found.server();
        return new Party(
                server.issuer(),
                server.namesItself(),
                found.resource().resource(),
                server.tokenEndpoint(),
                server.revocationEndpoint(),
                client.id(),
                client.method());
    }

    public static Party read(String json) {
        try {
            return JSON.readValue(json, Party.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was written is readable", e);
        }
    }

    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Text is always writable", e);
        }
    }

    /**
     * RFC 9207, section 2.4: by plain comparison; one that says it always names itself must have done so. {@code null} is an answer
     * that names nobody.
     */
    public boolean isNamed(@Nullable String iss) {
        return iss == null ? !namesItself : iss.equals(issuer);
    }
}
