package usher.chat.visitor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import usher.contracts.id.TenantId;

/** Makes puzzles and checks solutions. Nothing is stored: the signature tells that a puzzle is ours, whole and this tenant's. */
@ApplicationScoped
class Challenges {
    static final Duration LIFE = Duration.ofMinutes(2);
    private static final int SALT_BYTES = 16;

    private final Secret config;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Challenges(Secret config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    @ConfigMapping(prefix = "usher")
    interface Secret {
        /** Signs visitors' tokens, and these puzzles. */
        @WithName("visitor-secret")
        Optional<String> visitorSecret();
    }

    Challenge make(TenantId tenant, int difficulty) {
        var bytes = new byte[SALT_BYTES];
        random.nextBytes(bytes);
        var salt = HexFormat.of().formatHex(bytes);
        var expiresAt = clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS);
        return new Challenge(
                Challenge.ALGORITHM, salt, difficulty, expiresAt, sign(tenant, salt, difficulty, expiresAt));
    }

    /** Whether it is a puzzle of ours, still good, and solved. */
    boolean isSolved(TenantId tenant, Solution solution) {
        var signature = sign(tenant, solution.salt(), solution.difficulty(), solution.expiresAt());
        return solution.algorithm().equals(Challenge.ALGORITHM)
                && MessageDigest.isEqual(bytes(signature), bytes(solution.signature()))
                && clock.instant().isBefore(solution.expiresAt())
                && zeroBits(sha256(solution.salt() + solution.nonce())) >= solution.difficulty();
    }

    private String sign(TenantId tenant, String salt, int difficulty, Instant expiresAt) {
        var text = String.join(
                "\n", "session-challenge", tenant.toString(), salt, "" + difficulty, "" + expiresAt.getEpochSecond());
        try {
            var secret = config.visitorSecret()
                    .orElseThrow(() ->
                            new IllegalStateException("Set USHER_VISITOR_SECRET to at least 32 random characters"));
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    static int zeroBits(byte[] digest) {
        int bits = 0;
        for (byte next : digest) {
            int zeros = Integer.numberOfLeadingZeros(next & 0xff) - 24;
            bits += zeros;
            if (zeros < 8) {
                return bits;
            }
        }
        return bits;
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
