package usher.chat.feed;

import io.vertx.core.Vertx;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes a feed. An SSE resource method decides by its media type, but here the body decides whether an answer streams,
 * so one method has to answer both ways.
 */
@Provider
@Produces(MediaType.SERVER_SENT_EVENTS)
public class EventFeedWriter implements ServerMessageBodyWriter<EventFeed> {
    private static final long PING_MILLIS = 10_000;
    private static final byte[] PING = ": ping\n\n".getBytes(StandardCharsets.UTF_8);

    private final Vertx vertx;

    EventFeedWriter(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == EventFeed.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == EventFeed.class;
    }

    /** A listener that goes away stops listening; what it listened to goes on. */
    @Override
    public void writeResponse(EventFeed feed, Type genericType, ServerRequestContext context) {
        var request = (ResteasyReactiveRequestContext) context;
        var response = context.serverResponse();
        request.suspend();
        response.setChunked(true);
        long pings = vertx.setPeriodic(PING_MILLIS, tick -> write(response, PING));
        var listening = feed.frames()
                .onTermination()
                .invoke(() -> vertx.cancelTimer(pings))
                .subscribe()
                .with(
                        frame -> write(response, ("data: " + frame + "\n\n").getBytes(StandardCharsets.UTF_8)),
                        failure -> end(response, request),
                        () -> end(response, request));
        response.addCloseHandler(listening::cancel);
    }

    private static void write(ServerHttpResponse response, byte[] bytes) {
        if (!response.closed()) {
            response.write(bytes, failure -> {});
        }
    }

    private static void end(ServerHttpResponse response, ResteasyReactiveRequestContext request) {
        if (!response.closed()) {
            response.end();
        }
        request.resume();
    }

    @Override
    public void writeTo(
            EventFeed feed,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new UnsupportedOperationException("A feed is written as it comes");
    }
}
