package usher.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A closed loop of workers on one event loop: each sends its next request when its last one was answered, so a slow
 * service is asked less and latencies hold no queue of our own.
 */
final class Load implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 256;

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final HttpClient http = vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true),
            new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));

    /** Where to post, and with which headers. */
    record Target(URI address, Map<String, String> headers) {
        RequestOptions options() {
            var options = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setHost(address.getHost())
                    .setPort(address.getPort())
                    .setURI(address.getPath())
                    .setTimeout(60_000)
                    .putHeader("content-type", "application/json");
            headers.forEach(options::putHeader);
            return options;
        }
    }

    /** Runs until the time is over and every open request was answered. */
    Figures run(Target target, int workers, Duration time, Requests.Source source) {
        return run(target, workers, time, Integer.MAX_VALUE, source);
    }

    /** Runs so many requests in all. */
    Figures run(Target target, int workers, int requests, Requests.Source source) {
        return run(target, workers, Duration.ofMinutes(30), requests, source);
    }

    /** Runs so many requests in all, or until the time is over. */
    Figures run(Target target, int workers, Duration time, int requests, Requests.Source source) {
        var run = new Run(target.options(), workers, System.nanoTime() + time.toNanos(), requests);
        vertx.runOnContext(start -> {
            for (int i = 0; i < workers; i++) {
                run.next(source.of(i));
            }
        });
        return run.figures.join();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Lives on the event loop alone, hence without locks. */
    private final class Run {
        private final RequestOptions options;
        private final long start = System.nanoTime();
        private final long end;
        private final CompletableFuture<Figures> figures = new CompletableFuture<>();
        private long[] nanos = new long[1024];
        private int done;
        private int left;
        private int working;
        private long failures;

        Run(RequestOptions options, int workers, long end, int requests) {
            this.options = options;
            this.end = end;
            this.working = workers;
            this.left = requests;
        }

        void next(Requests requests) {
            if (left == 0 || System.nanoTime() > end) {
                if (--working == 0) {
                    figures.complete(new Figures(Arrays.copyOf(nanos, done), System.nanoTime() - start, failures));
                }
                return;
            }
            left--;
            long sent = System.nanoTime();
            http.request(options)
                    .compose(request -> request.send(Buffer.buffer(requests.next())))
                    .compose(response -> response.body().map(body -> new Got(response.statusCode(), body)))
                    .onSuccess(got -> took(System.nanoTime() - sent, got, requests))
                    .onFailure(broken -> failures++)
                    .onComplete(over -> next(requests));
        }

        private void took(long time, Got got, Requests requests) {
            if (got.status() >= 300) {
                if (failures++ == 0) {
                    System.err.println("first failure: " + got.status() + " " + got.body());
                }
                return;
            }
            if (done == nanos.length) {
                nanos = Arrays.copyOf(nanos, done * 2);
            }
            nanos[done++] = time;
            requests.answered(got.body().toString());
        }
    }

    private record Got(int status, Buffer body) {}
}
