package usher.chat.mcp.tool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.chat.mcp.protocol.Client;
import usher.chat.ticket.RequestTicket;
import usher.chat.ticket.TicketRequests;
import usher.contracts.access.Scope;
import usher.contracts.event.TicketPriority;
import usher.contracts.event.TicketRequested;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TicketId;
import usher.kit.problem.Refusal;

/** A ticket for the people of the tenant. It counts as a request against the tenant's rate, and is no message. */
@ApplicationScoped
class CreateTicket implements Tool {
    private static final int LONGEST_ID = 100;

    private final TicketRequests tickets;
    private final Pace pace;

    CreateTicket(TicketRequests tickets, Pace pace) {
        this.tickets = tickets;
        this.pace = pace;
    }

    @Override
    public String name() {
        return "create_ticket";
    }

    @Override
    public Set<String> arguments() {
        return Set.of("subject", "text", "priority", "conversation", "request_id");
    }

    @Override
    public Scope scope() {
        return Scope.TICKETS_WRITE;
    }

    @Override
    public Uni<ObjectNode> call(Client client, Arguments arguments) {
        var wanted = new RequestTicket(
                oneLine(arguments.text("subject", TicketRequested.LONGEST_SUBJECT)),
                arguments.text("text", TicketRequested.LONGEST_TEXT),
                priority(arguments.optionalText("priority", LONGEST_ID)),
                arguments.id("conversation", ConversationId::fromString),
                requestId(arguments.optionalText("request_id", LONGEST_ID)));
        var tenant = client.tenant();
        return pace.keep(tenant, () -> tickets.request(tenant, wanted)).map(CreateTicket::result);
    }

    private static ObjectNode result(TicketId ticket) {
        return ToolResult.of(
                "The ticket " + ticket + " was handed to the company's people.",
                JsonNodeFactory.instance.objectNode().put("ticket", ticket.toString()));
    }

    private static String oneLine(String subject) {
        if (subject.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal("invalid", 400, "subject: This is one line of text.");
        }
        return subject.strip();
    }

    private static TicketPriority priority(@Nullable String text) {
        return text == null
                ? TicketPriority.NORMAL
                : Arrays.stream(TicketPriority.values())
                        .filter(priority ->
                                priority.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst()
                        .orElseThrow(
                                () -> new Refusal("invalid", 400, "priority: This is low, normal, high or urgent."));
    }

    private static @Nullable String requestId(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
