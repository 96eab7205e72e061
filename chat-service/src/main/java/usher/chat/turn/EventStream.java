package usher.chat.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;
import usher.chat.turn.ReplyEvent.Failed;

/** A turn as server-sent events: numbered from 1, named by type, with a comment every ten seconds to keep proxies awake. An error carries its problem document. */
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
    Multi<OutboundSseEvent> of(Turn turn) {
        var sequence = new AtomicInteger();
        return Multi.createFrom().emitter(client -> {
            long pings = vertx.setPeriodic(PING_MILLIS, tick -> client.emit(ping()));
            var listening = turn.events()
                    .subscribe()
                    .with(
                            event -> client.emit(frame(event, sequence.incrementAndGet())),
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

    private OutboundSseEvent frame(ReplyEvent event, int number) {
        return new OutboundSseEventImpl.BuilderImpl()
                .id(Integer.toString(number))
                .name(event.type())
                .data(json(event instanceof Failed failed ? failed.problem() : event))
                .build();
    }

    private String json(Object event) {
        try {
            return mapper.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event is always writable", e);
        }
    }
}
