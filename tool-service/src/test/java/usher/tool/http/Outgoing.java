package usher.tool.http;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import usher.contracts.id.TenantId;
import usher.kit.egress.Guards;
import usher.kit.test.Settings;
import usher.tool.http.HttpReply.Answered;
import usher.tool.http.HttpReply.Unanswered;

/** Calls as the service makes them, without the service: real connections, a guard in earnest, a name server of the test. */
final class Outgoing implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Wire wire;
    private final HttpCalls calls;

    /** Settings by their whole names. */
    Outgoing(Map<String, String> said, Guards.Names names) {
        this(said, names, new HttpClientOptions());
    }

    Outgoing(Map<String, String> said, Guards.Names names, HttpClientOptions options) {
        var egress = new HashMap<String, String>();
        said.forEach((name, value) -> {
            if (name.startsWith("usher.egress.")) {
                egress.put(name.substring("usher.egress.".length()), value);
            }
        });
        var calling = new HashMap<>(Map.of("usher.call.back-off", "10ms"));
        calling.putAll(said);
        var config = Settings.of(CallConfig.class, calling);
        wire = new Wire(config, vertx, options);
        calls = new HttpCalls(
                config, new Breaker(config, InstantSource.system()), Guards.guard(vertx, egress, names), wire, vertx);
    }

    HttpReply send(HttpCall call) {
        return calls.send(call).await().atMost(Duration.ofSeconds(30));
    }

    HttpCalls calls() {
        return calls;
    }

    static HttpCall get(String url) {
        return get(Guards.TENANT, url, MultiMap.caseInsensitiveMultiMap());
    }

    static HttpCall get(TenantId tenant, String url, MultiMap headers) {
        return call(tenant, HttpMethod.GET, url, headers);
    }

    static HttpCall call(TenantId tenant, HttpMethod method, String url, MultiMap headers) {
        return new HttpCall(
                new HttpCall.Target(tenant, "part", URI.create(url)),
                method,
                left -> MultiMap.caseInsensitiveMultiMap().addAll(headers),
                Buffer.buffer(),
                Duration.ofSeconds(5),
                true);
    }

    /** The status of an answer, or the code of what came in its place. */
    static String tell(HttpReply reply) {
        return switch (reply) {
            case Answered answered -> Integer.toString(answered.status());
            case Unanswered unanswered -> unanswered.code();
        };
    }

    @Override
    public void close() {
        wire.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
