package usher.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** As {@link Load}, for answers that are streamed: some streams at once, the next when one has ended. */
final class StreamLoad implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 1024;

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final HttpClient http = vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true),
            new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));

    /** Runs so many streams in all, each to its end. */
    StreamFigures run(Load.Target target, int atOnce, int streams, Requests.Source source) {
        return run(target, atOnce, streams, Long.MAX_VALUE, source);
    }

    /** Every client goes away when it has heard so many events. */
    StreamFigures leave(Load.Target target, int atOnce, int streams, long heard, Requests.Source source) {
        return run(target, atOnce, streams, heard, source);
    }

    private StreamFigures run(Load.Target target, int atOnce, int streams, long leave, Requests.Source source) {
        var run = new Run(target.options().putHeader("accept", "text/event-stream"), atOnce, streams, leave);
        vertx.runOnContext(start -> {
            for (int i = 0; i < atOnce; i++) {
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
        private final long leave;
        private final long start = System.nanoTime();
        private final CompletableFuture<StreamFigures> figures = new CompletableFuture<>();
        private final long[] first;
        private int left;
        private int working;
        private int spoken;
        private long frames;
        private long lost;
        private long failures;

        Run(RequestOptions options, int atOnce, int streams, long leave) {
            this.options = options;
            this.leave = leave;
            this.working = atOnce;
            this.left = streams;
            this.first = new long[streams];
        }

        void next(Requests requests) {
            if (left == 0) {
                if (--working == 0) {
                    var nanos = Arrays.copyOf(first, spoken);
                    figures.complete(
                            new StreamFigures(new Figures(nanos, System.nanoTime() - start, failures), frames, lost));
                }
                return;
            }
            left--;
            long sent = System.nanoTime();
            http.request(options)
                    .compose(request -> request.send(requests.next()))
                    .onSuccess(response -> listen(response, sent, requests))
                    .onFailure(broken -> failed(requests));
        }

        private void failed(Requests requests) {
            failures++;
            next(requests);
        }

        private void listen(HttpClientResponse response, long sent, Requests requests) {
            if (response.statusCode() >= 300) {
                response.body().onComplete(refused -> failed(requests));
                return;
            }
            var heard = new Heard();
            response.handler(chunk -> {
                boolean spoke = heard.spoke();
                heard.hear(chunk);
                if (!spoke && heard.spoke()) {
                    first[spoken++] = System.nanoTime() - sent;
                }
                if (heard.frames() >= leave) {
                    response.request().reset();
                }
            });
            response.exceptionHandler(broken -> over(heard, requests));
            response.endHandler(end -> over(heard, requests));
        }

        /** A connection that is reset may say so more than once. */
        private void over(Heard heard, Requests requests) {
            if (!heard.close()) {
                return;
            }
            frames += heard.frames();
            lost += leave == Long.MAX_VALUE ? heard.lost() : 0;
            next(requests);
        }
    }
}
