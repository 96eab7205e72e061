package usher.chat.retention;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests to S3 by AWS Signature Version 4, with the body's hash and without a query. See
 * docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html.
 */
record SigV4(String region, String accessKey, String secretKey) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String UNRESERVED = "-._~/";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The headers to send: those given (lower case, with host) and the ones that the signature adds. */
    SortedMap<String, String> sign(
            String method, String path, SortedMap<String, String> given, byte[] body, Instant now) {
        var stamp = STAMP.format(now);
        var scope = stamp.substring(0, 8) + "/" + region + "/s3/aws4_request";
        var headers = new TreeMap<>(given);
        headers.put("x-amz-date", stamp);
        headers.put("x-amz-content-sha256", hash(body));
        var names = String.join(";", headers.keySet());
        var request = method + "\n" + path + "\n\n" + lines(headers) + "\n" + names + "\n" + hash(body);
        var text = ALGORITHM + "\n" + stamp + "\n" + scope + "\n" + hash(request.getBytes(StandardCharsets.UTF_8));
        var signature = HexFormat.of().formatHex(mac(key(stamp.substring(0, 8)), text));
        headers.put(
                "authorization",
                ALGORITHM + " Credential=" + accessKey + "/" + scope + ",SignedHeaders=" + names + ",Signature="
                        + signature);
        return headers;
    }

    /** A path as it has to be sent and signed. */
    static String path(String path) {
        var encoded = new StringBuilder();
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            boolean plain = letter < 128 && (Character.isLetterOrDigit(letter) || UNRESERVED.indexOf(letter) >= 0);
            encoded.append(plain ? String.valueOf(letter) : "%%%02X".formatted(each & 0xff));
        }
        return encoded.toString();
    }

    @Override
    public String toString() {
        return "SigV4[" + region + ", " + accessKey + "]";
    }

    private static String lines(SortedMap<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(Collectors.joining());
    }

    private byte[] key(String day) {
        var ofDay = mac(("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8), day);
        return mac(mac(mac(ofDay, region), "s3"), "aws4_request");
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HMAC-SHA256", impossible);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
