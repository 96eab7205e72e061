package usher.admin.signing;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.seal.Sealer;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;

/**
 * Keeps the signing keys. A later key is a row with the next generation and a {@code signs_from} a little ahead: it is
 * published at once and signs when every verifier can have fetched it; the old one stays published until its last token
 * has ended.
 */
@ApplicationScoped
class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final int RSA_BITS = 2048;
    private static final int FIRST = 1;
    private static final Duration FRESH = Duration.ofSeconds(1);

    /**
     * From the publication of a key until it signs. A verifier that has looked just before looks again ten seconds later
     * at the earliest, and what it sees then may be six seconds old: five in a cache on the way, one in a replica.
     */
    static final Duration LEAD = Duration.ofSeconds(20);

    /** Signing keys belong to no tenant; the sealer wants one named all the same. */
    private static final TenantId PLATFORM = new TenantId(new UUID(0, 0));

    private static final String INSERT_FIRST = """
            insert into signing_key
                (generation, kid, public_jwk, sealed_private_jwk, signs_from, created_at)
            values (:generation, :kid, :publicJwk, :sealed, :now, :now)
            on conflict (generation) do nothing returning generation
            """;

    private static final String INSERT_NEXT = """
            insert into signing_key (generation, kid, public_jwk, sealed_private_jwk, signs_from, created_at)
            select max(generation) + 1, :kid, :publicJwk, :sealed, :signsFrom, :now from signing_key
            on conflict (generation) do nothing returning generation
            """;
    private static final String RETIRE = """
            update SigningKey k set k.retiredAt = :end where k.generation < :generation and k.retiredAt is null
            """;

    private final Tenancy tenancy;
    private final Sealer sealer;
    private final Ids ids;
    private final InstantSource clock;
    private final Vertx vertx;
    private volatile @Nullable KeyRing ring;

    SigningKeys(Tenancy tenancy, Sealer sealer, Ids ids, InstantSource clock, Vertx vertx) {
        this.tenancy = tenancy;
        this.sealer = sealer;
        this.ids = ids;
        this.clock = clock;
        this.vertx = vertx;
    }

    /** The start of the service is the one place that waits: nothing may be asked for before there is a key. */
    void start(@Observes @Priority(1) StartupEvent event) throws Throwable {
        if (VertxContextSupport.subscribeAndAwait(this::stored).isEmpty()) {
            var key = generate();
            VertxContextSupport.subscribeAndAwait(() -> insertFirst(key));
        }
        VertxContextSupport.subscribeAndAwait(this::ring);
    }

    Uni<List<SigningKeyView>> list() {
        return stored().map(keys -> keys.stream().map(SigningKeyView::of).toList());
    }

    /** Publishes a new key. Its predecessors retire when the last token that they sign has ended. */
    Uni<SigningKeyView> rotate() {
        return vertx.executeBlocking(this::generate)
                .chain(key -> tenancy.across(() -> insertNext(key).chain(SigningKeys::retireBefore)))
                .invoke(() -> ring = null)
                .map(SigningKeyView::of)
                .invoke(made -> LOG.infof("The signing key was rotated kid=%s", made.kid()));
    }

    private Uni<SigningKey> insertNext(RsaJsonWebKey key) {
        var now = clock.instant();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT_NEXT, Integer.class)
                        .setParameter("kid", key.getKeyId())
                        .setParameter("publicJwk", key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))
                        .setParameter("sealed", sealed(key))
                        .setParameter("signsFrom", now.plus(LEAD))
                        .setParameter("now", now)
                        .getResultList()
                        .invoke(SigningKeys::refuseWhenSlower)
                        .chain(made -> session.find(SigningKey.class, made.getFirst())));
    }

    private static void refuseWhenSlower(List<Integer> made) {
        if (made.isEmpty()) {
            throw Refusal.conflict("signing-key-rotated", "Somebody else has just rotated the signing key.");
        }
    }

    private static Uni<SigningKey> retireBefore(SigningKey next) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery(RETIRE)
                        .setParameter("end", next.signsFrom().plus(FRESH).plus(AccessTokens.LIFE))
                        .setParameter("generation", next.generation())
                        .executeUpdate())
                .replaceWith(next);
    }

    /** The keys, at most a second old. */
    Uni<KeyRing> ring() {
        var known = ring;
        if (known != null && known.isFresh(clock.instant(), FRESH)) {
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
        return tenancy.across(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT_FIRST, Integer.class)
                        .setParameter("generation", FIRST)
                        .setParameter("kid", key.getKeyId())
                        .setParameter("publicJwk", key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))
                        .setParameter("sealed", sealed(key))
                        .setParameter("now", clock.instant())
                        .getResultList()));
    }

    private String sealed(RsaJsonWebKey key) {
        return sealer.seal(PLATFORM, key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
    }
}
