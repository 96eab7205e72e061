package usher.admin.notice.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import usher.admin.notice.Attempt;

/**
 * One request, of whose answer only the status counts. What else comes is let pass so that the other side can finish, but not
 * for longer than the request may take, nor without end.
 */
final class Exchange {
    private static final int MOST_BYTES = 65_536;

    private final Promise<Attempt> outcome = Promise.promise();
    private @Nullable HttpClientRequest request;
    private @Nullable Attempt answered;
    private int bytes;

    private Exchange() {}

    static Future<Attempt> run(Vertx vertx, HttpClient client, RequestOptions options, Buffer body, Duration timeout) {
        var exchange = new Exchange();
        long timer = vertx.setTimer(Math.max(1, timeout.toMillis()), id -> exchange.end(Attempt.failed("timeout")));
        client.request(options)
                .onSuccess(request -> exchange.send(request, body))
                .onFailure(broken -> exchange.end(Attempt.failed("unreachable")));
        return exchange.outcome.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            exchange.letGo();
        });
    }

    private void send(HttpClientRequest made, Buffer body) {
        request = made;
        if (outcome.future().isComplete()) {
            made.reset();
            return;
        }
        made.exceptionHandler(broken -> end(Attempt.failed("unreachable")));
        made.response().onSuccess(this::read).onFailure(broken -> end(Attempt.failed("unreachable")));
        made.end(body);
    }

    private void read(HttpClientResponse response) {
        int status = response.statusCode();
        var attempt = status >= 200 && status < 300 ? Attempt.delivered(status) : new Attempt(status, "status");
        answered = attempt;
        response.exceptionHandler(broken -> end(attempt));
        response.handler(some -> {
            bytes += some.length();
            if (bytes > MOST_BYTES) {
                end(attempt);
            }
        });
        response.endHandler(end -> end(attempt));
    }

    /** An answer that has come stands, whatever becomes of the rest. */
    private void end(Attempt attempt) {
        outcome.tryComplete(answered == null ? attempt : answered);
    }

    private void letGo() {
        if (request != null) {
            request.reset();
        }
    }
}
