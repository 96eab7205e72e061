package usher.admin.signing;

import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The keys as they were read last: all of them verify, the newest whose time has come signs. */
record KeyRing(List<Map<String, Object>> published, PublicJsonWebKey signer, Instant readAt) {
    KeyRing {
        published = List.copyOf(published);
    }

    /** A ring of the future tells of a clock that was set back, and is read again. */
    boolean isFresh(Instant now, Duration life) {
        return !now.isBefore(readAt) && now.isBefore(readAt.plus(life));
    }

    /** What verifies the signatures of the key by that id, if it is among them. */
    Optional<Key> verifier(String kid) {
        return published.stream()
                .filter(key -> kid.equals(key.get("kid")))
                .map(KeyRing::verifier)
                .findFirst();
    }

    private static Key verifier(Map<String, Object> jwk) {
        try {
            return JsonWebKey.Factory.newJwk(jwk).getKey();
        } catch (JoseException malformed) {
            throw new IllegalStateException("A stored public key cannot be read", malformed);
        }
    }

    static Map<String, Object> published(String jwk) {
        try {
            return JsonUtil.parseJson(jwk);
        } catch (JoseException malformed) {
            throw new IllegalStateException("A stored public key cannot be read", malformed);
        }
    }

    static PublicJsonWebKey signer(String jwk) {
        try {
            return (PublicJsonWebKey) JsonWebKey.Factory.newJwk(jwk);
        } catch (JoseException malformed) {
            throw new IllegalStateException("A stored signing key cannot be read", malformed);
        }
    }
}
