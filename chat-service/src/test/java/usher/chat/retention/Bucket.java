package usher.chat.retention;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A bucket that believes nothing: it takes an object only when it comes to the same signature (version 4) and the same hash of
 * the body as the request says, computed here from what arrived.
 */
final class Bucket implements AutoCloseable {
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=AKIATEST/(\\d{8})/eu-test-1/s3/aws4_request,SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})");

    final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    volatile int failures;
    volatile int refused;
    private final HttpServer server;

    Bucket() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    List<String> lines(String key) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(objects.get(key)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        int status = status(exchange, body);
        if (status == 200) {
            objects.put(exchange.getRequestURI().getPath(), body);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private int status(HttpExchange exchange, byte[] body) {
        if (failures > 0) {
            failures--;
            return 503;
        }
        if (!exchange.getRequestMethod().equals("PUT") || !isSigned(exchange, body)) {
            refused++;
            return 403;
        }
        return 200;
    }

    private static boolean isSigned(HttpExchange exchange, byte[] body) {
        var headers = exchange.getRequestHeaders();
        var authorization = AUTHORIZATION.matcher(String.valueOf(headers.getFirst("Authorization")));
        var stamp = String.valueOf(headers.getFirst("x-amz-date"));
        if (!authorization.matches() || !stamp.startsWith(authorization.group(1))) {
            return false;
        }
        var names = List.of(authorization.group(2).split(";"));
        if (!names.containsAll(List.of("host", "x-amz-date", "x-amz-content-sha256"))) {
            return false;
        }
        var canonical = new StringBuilder("PUT\n")
                .append(exchange.getRequestURI().getRawPath())
                .append("\n\n");
        names.forEach(name -> canonical
                .append(name)
                .append(':')
                .append(headers.getFirst(name))
                .append('\n'));
        canonical.append('\n').append(authorization.group(2)).append('\n').append(sha256(body));
        var scope = authorization.group(1) + "/eu-test-1/s3/aws4_request";
        var toSign = "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n"
                + sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
        var key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (var part : List.of(authorization.group(1), "eu-test-1", "s3", "aws4_request")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign)).equals(authorization.group(3))
                && sha256(body).equals(headers.getFirst("x-amz-content-sha256"));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
