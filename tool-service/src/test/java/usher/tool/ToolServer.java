package usher.tool;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A tenant's server: it answers each path as told, keeps what it was asked, and never answers a path it was not told of. */
public final class ToolServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile @Nullable Answer otherwise;

    /** How to answer the n-th request for a path, counted from 1. */
    public interface Answer {
        void to(HttpServerRequest request, int number);
    }

    /** One request; header names in lower case. */
    public record Received(String path, Map<String, String> headers, List<String> headerNames, String body) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public JsonObject json() {
            return new JsonObject(body);
        }
    }

    public ToolServer() {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> take(request, body)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    public String answer(String path, int status, String body) {
        return answer(
                path,
                (request, number) -> request.response()
                        .setStatusCode(status)
                        .putHeader("content-type", "application/json")
                        .end(body));
    }

    /** Returns the URL of the path. */
    public String answer(String path, Answer answer) {
        answers.put(path, answer);
        return url(path);
    }

    /** How to answer the paths it was not told of. */
    public void otherwise(Answer answer) {
        otherwise = answer;
    }

    public List<Received> received(String path) {
        return received.stream().filter(request -> request.path().equals(path)).toList();
    }

    public Vertx vertx() {
        return vertx;
    }

    private void take(HttpServerRequest request, Buffer body) {
        var headers = new ConcurrentHashMap<String, String>();
        var names = new CopyOnWriteArrayList<String>();
        request.headers().forEach((name, value) -> {
            headers.put(name.toLowerCase(java.util.Locale.ROOT), value);
            names.add(name.toLowerCase(java.util.Locale.ROOT));
        });
        received.add(new Received(request.path(), headers, names, body.toString()));
        var answer = answers.getOrDefault(request.path(), otherwise);
        if (answer != null) {
            answer.to(request, received(request.path()).size());
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
