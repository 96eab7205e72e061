package usher.admin.signing;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.seal.Sealer;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;

/**
 * Keeps the signing keys. A later key is a row with the next generation and a {@code signs_from} some minutes ahead:
 * it is published at once and signs when every verifier has had time to fetch it; the old one stays published until
 * its last token has ended.
 */
@ApplicationScoped
class SigningKeys {
    private static final int RSA_BITS = 2048;
    private static final int FIRST = 1;
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** Signing keys belong to no tenant; the sealer wants one named all the same. */
    private static final TenantId PLATFORM = new TenantId(new UUID(0, 0));

    private static final String INSERT_FIRST = """
            insert into signing_key
                (generation, kid, public_jwk, sealed_private_jwk, signs_from, created_at)
            values (:generation, :kid, :publicJwk, :sealed, :now, :now)
            on conflict (generation) do nothing returning generation
            """;

    private final Tenancy tenancy;
    private final Sealer sealer;
    private final Ids ids;
    private final InstantSource clock;
    private volatile @Nullable KeyRing ring;

    SigningKeys(Tenancy tenancy, Sealer sealer, Ids ids, InstantSource clock) {
        this.tenancy = tenancy;
        this.sealer = sealer;
        this.ids = ids;
        this.clock = clock;
    }

    /** The start of the service is the one place that waits: nothing may be asked for before there is a key. */
    void start(@Observes @Priority(1) StartupEvent event) throws Throwable {
        if (VertxContextSupport.subscribeAndAwait(this::stored).isEmpty()) {
            var key = generate();
            VertxContextSupport.subscribeAndAwait(() -> insertFirst(key));
        }
        VertxContextSupport.subscribeAndAwait(this::ring);
    }

    /** The keys, at most a minute old. */
    Uni<KeyRing> ring() {
        var known = ring;
        if (known != null && clock.instant().isBefore(known.readAt().plus(FRESH))) {
            return Uni.createFrom().item(known);
        }
        return stored().map(this::ring).invoke(read -> ring = read);
    }

    private KeyRing ring(List<SigningKey> newestFirst) {
        var now = clock.instant();
        var signer = newestFirst.stream()
                .filter(key -> key.signsAt(now))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No signing key may sign yet"));
        return new KeyRing(
                newestFirst.stream()
                        .map(SigningKey::publicJwk)
                        .map(KeyRing::published)
                        .toList(),
                KeyRing.signer(sealer.open(PLATFORM, signer.sealedPrivateJwk())),
                now);
    }

    private Uni<List<SigningKey>> stored() {
        return tenancy.across(() -> Panache.getSession()
                .chain(session -> session.createQuery(
                                "from SigningKey k where k.retiredAt is null or k.retiredAt > :now order by k.generation desc",
                                SigningKey.class)
                        .setParameter("now", clock.instant())
                        .getResultList()));
    }

    private RsaJsonWebKey generate() {
        try {
            var key = RsaJwkGenerator.generateJwk(RSA_BITS);
            key.setKeyId(ids.next().toString());
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException("Every Java makes RSA keys", impossible);
        }
    }

    private Uni<List<Integer>> insertFirst(RsaJsonWebKey key) {
        var sealed = sealer.seal(PLATFORM, key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
        return tenancy.across(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT_FIRST, Integer.class)
                        .setParameter("generation", FIRST)
                        .setParameter("kid", key.getKeyId())
                        .setParameter("publicJwk", key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))
                        .setParameter("sealed", sealed)
                        .setParameter("now", clock.instant())
                        .getResultList()));
    }
}
