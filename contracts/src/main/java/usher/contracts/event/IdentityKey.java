package usher.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * A key with which the tenant's server signs who its visitor is. {@code HS256} keys travel sealed with the tenant id as
 * associated data; {@code RS256} and {@code EdDSA} ones as the public JWK.
 */
public record IdentityKey(
        String kid,
        String alg,
        @Nullable String sealedSecret,
        @Nullable String publicJwk) {}
