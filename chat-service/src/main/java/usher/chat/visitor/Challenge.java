package usher.chat.visitor;

import java.time.Instant;

/**
 * A puzzle that costs a browser a moment and a flood of sessions a machine: find a nonce so that SHA-256 of salt and nonce
 * begins with {@code difficulty} zero bits. As hashcash, see hashcash.org.
 */
public record Challenge(String algorithm, String salt, int difficulty, Instant expiresAt, String signature) {
    static final String ALGORITHM = "sha-256";
}
