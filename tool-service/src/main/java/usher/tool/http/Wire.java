package usher.tool.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import usher.kit.egress.Passage.Admitted;

/**
 * The connections to other people's systems: each to an address that the guard has judged, while TLS still asks for the
 * host's name and checks the certificate by it. The client's tracer is off, because its spans tell whole URLs.
 */
@ApplicationScoped
class Wire {
    private final Vertx vertx;
    private final HttpClient client;

    @Inject
    Wire(CallConfig config, Vertx vertx) {
        this(config, vertx, new HttpClientOptions());
    }

    Wire(CallConfig config, Vertx vertx, HttpClientOptions options) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(
                options.setKeepAliveTimeout((int) Math.max(1, config.idle().toSeconds()))
                        .setDecompressionSupported(false)
                        .setMaxHeaderSize(config.headerBytes())
                        .setTracingPolicy(TracingPolicy.IGNORE),
                new PoolOptions().setHttp1MaxSize(config.connections()));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    record Request(HttpMethod method, URI uri, MultiMap headers, Buffer body) {}

    Future<Attempt> send(Request request, Admitted to, Exchange.Limits limits) {
        var origin = to.origin();
        var options = new RequestOptions()
                .setMethod(request.method())
                .setServer(SocketAddress.inetSocketAddress(
                        origin.port(), to.address().getHostAddress()))
                .setHost(origin.host())
                .setPort(origin.port())
                .setSsl(origin.encrypted())
                .setURI(path(request.uri().getRawPath(), request.uri().getRawQuery()))
                .setFollowRedirects(false)
                .setHeaders(request.headers());
        return Exchange.run(vertx, client, options, request.body(), limits);
    }

    private static String path(@Nullable String path, @Nullable String query) {
        var start = path == null || path.isEmpty() ? "/" : path;
        return query == null ? start : start + '?' + query;
    }
}
