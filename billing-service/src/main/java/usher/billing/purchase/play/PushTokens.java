package usher.billing.purchase.play;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import usher.billing.remote.Away;
import usher.billing.remote.Remote;
import usher.kit.problem.ProblemMappers;
import usher.kit.problem.Refusal;

/**
 * Whether a push of Pub/Sub is Google's, by the token it carries: signed by a key of Google's, from one of its issuers, not ended,
 * with a verified e-mail. For whom it may speak is told by {@link PlayAccounts}. See cloud.google.com/pubsub/docs/authenticate-push-subscriptions.
 */
@ApplicationScoped
public class PushTokens {
    private static final String BEARER = "Bearer ";
    private static final int LONGEST = 8192;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SKEW_SECONDS = 30;

    private final WebClient client;
    private final Remote remote;
    private final PlayConfig config;
    private final InstantSource clock;
    private volatile Map<String, Key> keys = Map.of();
    private volatile Instant fetched = Instant.MIN;

    PushTokens(Vertx vertx, PlayConfig config, InstantSource clock) {
        this.client = WebClient.create(vertx);
        this.remote = new Remote("Google's keys", clock);
        this.config = config;
        this.clock = clock;
    }

    /** The account that pushed, and for whom. */
    public record Push(String email, String audience) {}

    /** Refuses with 401 {@code signature-invalid} whatever is not Google's. */
    public Uni<Push> check(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER) || authorization.length() > LONGEST) {
            throw invalid();
        }
        var token = authorization.substring(BEARER.length()).strip();
        var kid = kid(token);
        var known = keys.get(kid);
        if (known != null) {
            return Uni.createFrom().item(check(token, known));
        }
        if (clock.instant().isBefore(fetched.plus(PATIENCE))) {
            throw invalid();
        }
        return fetch().map(ignored -> check(token, published(kid)));
    }

    /** The same answer whatever is wrong with a push. */
    public static Refusal invalid() {
        return new Refusal("signature-invalid", 401, "This was not sent by who it says.");
    }

    private Push check(String token, Key key) {
        try {
            var claims = new JwtConsumerBuilder()
                    .setVerificationKey(key)
                    .setJwsAlgorithmConstraints(
                            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                    .setExpectedIssuers(true, "https://accounts.google.com", "accounts.google.com")
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    .setSkipDefaultAudienceValidation()
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(token);
            var audience = claims.getAudience();
            if (!Boolean.TRUE.equals(claims.getClaimValue("email_verified")) || audience.size() != 1) {
                throw invalid();
            }
            return new Push(String.valueOf(claims.getClaimValue("email")), audience.getFirst());
        } catch (InvalidJwtException | MalformedClaimException forged) {
            throw invalid();
        }
    }

    private Key published(String kid) {
        var key = keys.get(kid);
        if (key == null) {
            throw invalid();
        }
        return key;
    }

    private Uni<Void> fetch() {
        return remote.ask(() -> client.getAbs(config.keysUrl())
                        .timeout(Remote.PATIENCE.toMillis())
                        .send())
                .onFailure(Away.class)
                .transform(away -> ProblemMappers.unavailable())
                .invoke(answer -> {
                    keys = read(answer.bodyAsString());
                    fetched = clock.instant();
                })
                .replaceWithVoid();
    }

    private static Map<String, Key> read(String json) {
        try {
            return new JsonWebKeySet(json)
                    .getJsonWebKeys().stream().collect(Collectors.toMap(JsonWebKey::getKeyId, JsonWebKey::getKey));
        } catch (JoseException unreadable) {
            throw ProblemMappers.unavailable();
        }
    }

    /** Not yet trusted: it says by which key to check. */
    private static String kid(String token) {
        try {
            var header = token.substring(0, Math.max(0, token.indexOf('.')));
            var json = new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
            return String.valueOf(new JsonObject(json).getValue("kid"));
        } catch (DecodeException | IllegalArgumentException malformed) {
            throw invalid();
        }
    }
}
