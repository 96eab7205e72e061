package usher.e2e.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.Executors;
import usher.e2e.client.Api;

/**
 * The key set that the services are sent to: admin-service's own keys and one more, whose private half the tests hold. So
 * they can sign members' tokens that are right but for one thing.
 */
final class MemberKeys implements AutoCloseable {

    static final String KEY_ID = "e2e";
    private static final String PATH = "/api/v1/admin/.well-known/jwks.json";

    private final KeyPair pair = pair();
    private final Api admin;
    private final HttpServer server;

    MemberKeys(String admin) {
        this.admin = Api.at(admin);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::publish);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    PrivateKey key() {
        return pair.getPrivate();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void publish(HttpExchange exchange) throws IOException {
        try (exchange) {
            var set = JsonNodeFactory.instance.objectNode();
            var keys = set.putArray("keys");
            if (admin.get(PATH).json().path("keys") instanceof ArrayNode theirs) {
                keys.addAll(theirs);
            }
            keys.add(ours());
            var body = set.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private ObjectNode ours() {
        var key = (RSAPublicKey) pair.getPublic();
        return JsonNodeFactory.instance
                .objectNode()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", KEY_ID)
                .put("n", base64(key.getModulus()))
                .put("e", base64(key.getPublicExponent()));
    }

    /** Without the sign's byte, as RFC 7518, section 2, has unsigned numbers. */
    private static String base64(BigInteger number) {
        var bytes = number.toByteArray();
        var unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
