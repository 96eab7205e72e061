package usher.tool.commerce;

import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a shop answers instead of what it is asked, so many times as it was told to, and then no more. */
public final class Faults {
    private final Queue<Fault> planned = new ConcurrentLinkedQueue<>();
    private volatile boolean silent;

    private record Fault(int status, String body, Map<String, String> headers) {}

    public void next(int status, String body) {
        next(status, body, Map.of());
    }

    public void next(int status, String body, Map<String, String> headers) {
        planned.add(new Fault(status, body, headers));
    }

    /** Nobody gets an answer any more. */
    public void silence() {
        silent = true;
    }

    /** Whether this request was dealt with. */
    public boolean meet(HttpServerRequest request) {
        var fault = planned.poll();
        if (fault != null) {
            request.response().setStatusCode(fault.status());
            fault.headers().forEach((name, value) -> request.response().putHeader(name, value));
            request.response().end(fault.body());
        }
        return fault != null || silent;
    }
}
