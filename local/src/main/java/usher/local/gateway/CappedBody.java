package usher.local.gateway;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A request's body that fails when it grows past the limit, for bodies that do not say their length. */
final class CappedBody implements ReadStream<Buffer> {

    /** The body is larger than allowed. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("body too large", null, false, false);
        }
    }

    private final HttpServerRequest request;
    private final long limit;
    private long seen;
    private @Nullable Handler<Throwable> failure;

    CappedBody(HttpServerRequest request, long limit) {
        this.request = request;
        this.limit = limit;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        request.handler(handler == null ? null : chunk -> pass(chunk, handler));
        return this;
    }

    private void pass(Buffer chunk, Handler<Buffer> handler) {
        seen += chunk.length();
        if (seen <= limit) {
            handler.handle(chunk);
        } else if (failure != null) {
            request.handler(null);
            failure.handle(new TooLarge());
        }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        failure = handler;
        request.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        request.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        request.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        request.fetch(amount);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        request.endHandler(handler);
        return this;
    }
}
