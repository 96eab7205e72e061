package usher.tool.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import usher.tool.http.Attempt.Broken;
import usher.tool.http.Attempt.Status;
import usher.tool.http.Attempt.TimedOut;
import usher.tool.http.Attempt.TooLarge;
import usher.tool.http.Attempt.Unreadable;
import usher.tool.http.Packing.Unpacked;

/**
 * One request and its answer, with a limit on time as a whole and on bytes while they come; the connection is given up
 * when either is passed. The plain client, because the web client reads a whole body before one can say no.
 */
final class Exchange {
    private final Promise<Attempt> outcome = Promise.promise();
    private final Buffer received = Buffer.buffer();
    private final int mostBytes;
    private @Nullable HttpClientRequest request;
    private boolean sent;

    private Exchange(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    static Future<Attempt> run(Vertx vertx, HttpClient client, RequestOptions options, Buffer body, Limits limits) {
        var exchange = new Exchange(limits.bytes());
        long timer = vertx.setTimer(
                Math.max(1, limits.time().toMillis()), id -> exchange.outcome.tryComplete(new TimedOut(exchange.sent)));
        client.request(options)
                .onSuccess(request -> exchange.send(request, body))
                .onFailure(broken -> exchange.outcome.tryComplete(new Broken(false)));
        return exchange.outcome.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            exchange.letGo(done.result());
        });
    }

    record Limits(Duration time, int bytes) {}

    private void send(HttpClientRequest request, Buffer body) {
        this.request = request;
        if (outcome.future().isComplete()) {
            request.reset();
            return;
        }
        sent = true;
        request.exceptionHandler(broken -> outcome.tryComplete(new Broken(true)));
        request.response().onSuccess(this::read).onFailure(broken -> outcome.tryComplete(new Broken(true)));
        if (body.length() == 0) {
            request.end();
        } else {
            request.end(body);
        }
    }

    private void read(HttpClientResponse response) {
        response.exceptionHandler(broken -> outcome.tryComplete(new Broken(true)));
        response.handler(this::take);
        response.endHandler(end -> outcome.tryComplete(answer(response)));
    }

    private Attempt answer(HttpClientResponse response) {
        var encoding = response.getHeader(HttpHeaders.CONTENT_ENCODING);
        return switch (Packing.unpack(encoding, received.getBytes(), mostBytes)) {
            case Unpacked.Bytes(byte[] bytes) ->
                new Status(
                        response.statusCode(),
                        response.headers(),
                        new String(bytes, StandardCharsets.UTF_8),
                        retryAfter(response));
            case Unpacked.TooMany tooMany -> new TooLarge();
            case Unpacked.Unreadable unreadable -> new Unreadable();
        };
    }

    private void take(Buffer bytes) {
        if (received.length() + bytes.length() > mostBytes) {
            outcome.tryComplete(new TooLarge());
        } else {
            received.appendBuffer(bytes);
        }
    }

    /** Whatever was not read to its end must not be read on. */
    private void letGo(Attempt attempt) {
        if (!(attempt instanceof Status) && request != null) {
            request.reset();
        }
    }

    /** Only the form in seconds; a date would trust the other side's clock. */
    private static @Nullable Duration retryAfter(HttpClientResponse response) {
        var header = response.getHeader(HttpHeaders.RETRY_AFTER);
        return header != null && header.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(header)) : null;
    }
}
