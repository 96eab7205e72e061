package usher.e2e.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens, right ones and wrong ones: what a tenant's server does, and what a forger tries. */
public final class Jwt {

    private Jwt() {}

    public static String hs256(Map<String, ?> header, Map<String, ?> claims, String secret) {
        return sign(header(header, "HS256"), claims, content -> hmac(content, secret.getBytes(StandardCharsets.UTF_8)));
    }

    public static String rs256(Map<String, ?> header, Map<String, ?> claims, PrivateKey key) {
        return sign(header(header, "RS256"), claims, content -> rsa(content, key));
    }

    /** A token that says it needs no signature, and has none. */
    public static String unsigned(Map<String, ?> header, Map<String, ?> claims) {
        return sign(header(header, "none"), claims, content -> new byte[0]);
    }

    private interface Signer {
        byte[] sign(byte[] content) throws GeneralSecurityException;
    }

    private static Map<String, Object> header(Map<String, ?> header, String algorithm) {
        var all = new LinkedHashMap<String, Object>(header);
        all.put("alg", algorithm);
        all.put("typ", "JWT");
        return all;
    }

    private static String sign(Map<String, ?> header, Map<String, ?> claims, Signer signer) {
        var content = base64(Api.json(header).getBytes(StandardCharsets.UTF_8))
                + "."
                + base64(Api.json(claims).getBytes(StandardCharsets.UTF_8));
        try {
            return content + "." + base64(signer.sign(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] content, byte[] secret) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return mac.doFinal(content);
    }

    private static byte[] rsa(byte[] content, PrivateKey key) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
