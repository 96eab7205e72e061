package usher.tool.http;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.vertx.core.MultiMap;

/** Tells the other side which trace a request belongs to. See w3.org/TR/trace-context. */
final class TraceParent {
    private TraceParent() {}

    static void write(MultiMap headers) {
        W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, (to, name, value) -> {
            if (to != null) {
                to.set(name, value);
            }
        });
    }
}
