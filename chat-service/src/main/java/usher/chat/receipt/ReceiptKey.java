package usher.chat.receipt;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One secret of the platform as two keys: a MAC seals a receipt when it is stored (0.3 µs), and an Ed25519 signature is made when
 * it is shown, of a sealed one only. Signing at once would cost more than the rest of the turn.
 */
final class ReceiptKey {
    private static final String MAC = "HmacSHA256";
    private static final int BYTES = 32;

    private final String id;
    private final SecretKeySpec seal;
    private final Ed25519Sign.KeyPair pair;

    ReceiptKey(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalStateException("Each of USHER_RECEIPT_KEYS must be the base64 of 32 bytes");
        }
        var root = new SecretKeySpec(secret, MAC);
        this.seal = new SecretKeySpec(mac(root, "usher receipt seal"), MAC);
        try {
            this.pair = Ed25519Sign.KeyPair.newKeyPairFromSeed(mac(root, "usher receipt signature"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("USHER_RECEIPT_KEYS cannot be used", e);
        }
        this.id = Hashes.sha256(publicKey()).substring(0, 16);
    }

    String id() {
        return id;
    }

    /** Base64url, as a JSON Web Key holds it. */
    String publicKey() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(pair.getPublicKey());
    }

    String seal(String hash) {
        return HexFormat.of().formatHex(mac(seal, hash));
    }

    boolean sealed(String hash, String seal) {
        return MessageDigest.isEqual(bytes(seal(hash)), bytes(seal));
    }

    /** Base64url of the signature over the hash as hexadecimal text. */
    String sign(String hash) {
        try {
            var signature = new Ed25519Sign(pair.getPrivateKey()).sign(bytes(hash));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot sign", e);
        }
    }

    boolean signed(String hash, String signature) {
        try {
            new Ed25519Verify(pair.getPublicKey()).verify(Base64.getUrlDecoder().decode(signature), bytes(hash));
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException forged) {
            return false;
        }
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
