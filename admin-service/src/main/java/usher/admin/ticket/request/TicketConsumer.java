package usher.admin.ticket.request;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import usher.admin.ticket.TicketService;
import usher.contracts.event.Event;
import usher.contracts.event.TicketRequested;
import usher.kit.event.Intake;

/** Takes requests for tickets off Kafka, one after the other: what fails is asked for again, and what was opened is known. */
@ApplicationScoped
class TicketConsumer {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private final Intake intake;
    private final TicketService tickets;

    TicketConsumer(Intake intake, TicketService tickets) {
        this.intake = intake;
        this.tickets = tickets;
    }

    @Incoming("tickets")
    Uni<Void> take(ConsumerRecords<String, byte[]> batch) {
        return intake.handle("tickets", batch, TicketRequested.class, TicketConsumer::check, this::open);
    }

    private Uni<Void> open(List<Event<TicketRequested>> requests) {
        return Multi.createFrom()
                .iterable(requests)
                .onItem()
                .transformToUniAndConcatenate(request -> tickets.open(request.subject(), request.data()))
                .onItem()
                .ignoreAsUni();
    }

    /** What could not be stored would fail however often it is tried, and keep those that come after it waiting. */
    private static void check(Event<TicketRequested> event) throws IOException {
        var request = event.data();
        if (CONTROL.matcher(request.subject()).find() || !isText(request.subject()) || !isText(request.text())) {
            throw new IOException("The ticket is not storable");
        }
    }

    /** Without NUL and half characters, which Postgres has no place for. */
    private static boolean isText(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }
}
