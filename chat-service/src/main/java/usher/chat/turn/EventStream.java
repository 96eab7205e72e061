package usher.chat.turn;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;
import usher.chat.turn.framing.Format;
import usher.chat.turn.framing.Frame;

/** A turn as server-sent events in the format that was asked for, with a comment every ten seconds to keep proxies awake. */
@ApplicationScoped
class EventStream {
    private static final long PING_MILLIS = 10_000;

    private final ObjectMapper mapper;
    private final Vertx vertx;

    EventStream(ObjectMapper mapper, Vertx vertx) {
        this.mapper = mapper;
        this.vertx = vertx;
    }

    /** A listener that goes away stops listening, not the turn. */
    Multi<OutboundSseEvent> of(Turn turn, Format format) {
        var framing = format.start(mapper);
        return Multi.createFrom().emitter(client -> {
            long pings = vertx.setPeriodic(PING_MILLIS, tick -> client.emit(ping()));
            var listening = turn.events()
                    .subscribe()
                    .with(
                            event -> framing.frames(event).forEach(frame -> client.emit(event(frame))),
                            client::fail,
                            client::complete);
            client.onTermination(() -> {
                vertx.cancelTimer(pings);
                listening.cancel();
            });
        });
    }

    private static OutboundSseEvent ping() {
        return new OutboundSseEventImpl.BuilderImpl().comment("ping").build();
    }

    private static OutboundSseEvent event(Frame frame) {
        var event = new OutboundSseEventImpl.BuilderImpl().data(frame.data());
        if (frame.id() != null) {
            event.id(frame.id());
        }
        if (frame.name() != null) {
            event.name(frame.name());
        }
        return event.build();
    }
}
