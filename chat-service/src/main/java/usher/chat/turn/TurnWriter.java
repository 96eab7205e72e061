package usher.chat.turn;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jboss.resteasy.reactive.server.vertx.VertxResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;
import usher.chat.turn.framing.Format;
import usher.chat.turn.framing.Framing;

/**
 * Writes a turn as server-sent events: numbered, named by type, with a comment every ten seconds to keep proxies awake.
 * Events of one tick are one write. RESTEasy's own writer sends its headers before a turn can be refused, so it is not used.
 */
@Provider
public class TurnWriter implements ServerMessageBodyWriter<TurnStream> {
    private static final long PING_MILLIS = 10_000;
    private static final String PING = ": ping\n\n";

    private final ReplyJson json;
    private final ObjectMapper mapper;
    private final Vertx vertx;

    TurnWriter(ReplyJson json, ObjectMapper mapper, Vertx vertx) {
        this.json = json;
        this.mapper = mapper;
        this.vertx = vertx;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == TurnStream.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == TurnStream.class;
    }

    @Override
    public void writeTo(
            TurnStream stream,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new IllegalStateException("A turn is written as it happens, not to a stream of bytes");
    }

    @Override
    public void writeResponse(TurnStream stream, Type genericType, ServerRequestContext context) {
        var request = (VertxResteasyReactiveRequestContext) context;
        request.suspend();
        new Listener(request, stream.format()).listen(stream.turn());
    }

    /** One client; when it goes away it stops listening, not the turn. */
    private final class Listener {
        private final VertxResteasyReactiveRequestContext request;
        private final HttpServerResponse response;
        private final @Nullable Framing framing;
        private final StringBuilder next = new StringBuilder();
        private final long pings;
        private @Nullable Cancellable listening;
        private boolean complete;
        private boolean gone;

        Listener(VertxResteasyReactiveRequestContext request, @Nullable Format format) {
            this.request = request;
            this.framing = format == null ? null : format.start(mapper);
            this.response = request.vertxServerResponse();
            this.pings = vertx.setPeriodic(PING_MILLIS, tick -> send(PING));
        }

        void listen(Turn turn) {
            request.serverResponse().setChunked(true);
            response.closeHandler(closed -> leave());
            listening = turn.frames().subscribe().with(this::show, failure -> leave(), this::end);
        }

        private void show(Frame frame) {
            if (framing == null) {
                send("id: " + frame.number() + "\nevent: " + frame.event().type() + "\ndata: " + frame.data(json)
                        + "\n\n");
            } else {
                framing.frames(frame.event()).forEach(foreign -> send(foreign.text()));
            }
        }

        private void send(String text) {
            if (next.isEmpty()) {
                vertx.runOnContext(tick -> write());
            }
            next.append(text);
        }

        private void end() {
            complete = true;
            vertx.runOnContext(tick -> write());
        }

        private void write() {
            if (gone) {
                return;
            }
            var text = next.toString();
            next.setLength(0);
            if (complete) {
                response.end(text);
                leave();
            } else if (!text.isEmpty()) {
                response.write(text);
            }
        }

        private void leave() {
            if (gone) {
                return;
            }
            gone = true;
            vertx.cancelTimer(pings);
            if (listening != null) {
                listening.cancel();
            }
            if (!response.ended()) {
                response.reset();
            }
            request.resume();
        }
    }
}
