package usher.billing.payment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.zip.CRC32;

/** How PayPal signs webhooks. */
final class PayPalSignatures {
    private PayPalSignatures() {}

    static KeyPair keyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] message(String id, String time, String webhook, String body) {
        var checksum = new CRC32();
        checksum.update(body.getBytes(StandardCharsets.UTF_8));
        return (id + "|" + time + "|" + webhook + "|" + checksum.getValue()).getBytes(StandardCharsets.UTF_8);
    }

    static String of(byte[] message, PrivateKey key) {
        try {
            var signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(key);
            signer.update(message);
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
