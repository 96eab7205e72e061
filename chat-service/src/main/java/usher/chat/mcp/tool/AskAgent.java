package usher.chat.mcp.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import usher.chat.mcp.protocol.Client;
import usher.chat.turn.AskQuestion;
import usher.chat.turn.Reception;
import usher.chat.turn.ReplyEvent;
import usher.chat.turn.TurnAnswer;
import usher.chat.turn.TurnAnswer.Gathering;
import usher.contracts.access.Scope;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TurnId;
import usher.contracts.id.VisitorId;

/**
 * One turn of the tenant's assistant, with its limits, receipt and metering as for whoever else asks. What an answer waits to be
 * confirmed for is decided by a plain yes or no in the same conversation.
 */
@ApplicationScoped
public class AskAgent implements Tool {
    private static final Logger LOG = Logger.getLogger(AskAgent.class);
    private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final int LONGEST_QUESTION = 8_000;
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_LOCALE = 35;

    private final Reception reception;
    private final ObjectMapper mapper;

    AskAgent(Reception reception, ObjectMapper mapper) {
        this.reception = reception;
        this.mapper = mapper;
    }

    @Override
    public String name() {
        return "ask_agent";
    }

    @Override
    public Set<String> arguments() {
        return Set.of("question", "conversation", "visitor", "locale", "message_id");
    }

    @Override
    public Scope scope() {
        return Scope.AGENT_ASK;
    }

    @Override
    public Uni<ObjectNode> call(Client client, Arguments arguments) {
        return ask(client, arguments)
                .chain(events ->
                        events.collect().in(Gathering::new, Gathering::hear).map(this::result));
    }

    /** What happens in the turn, as it happens; refuses before if it may not begin. */
    public Uni<Multi<ReplyEvent>> ask(Client client, Arguments arguments) {
        var messageId = arguments.optionalText("message_id", LONGEST_ID);
        return reception.ask(
                client.tenant(),
                client.caller(),
                new AskQuestion(
                        arguments.id("conversation", ConversationId::fromString),
                        arguments.text("question", LONGEST_QUESTION),
                        messageId == null || messageId.isEmpty() ? null : messageId,
                        arguments.id("visitor", VisitorId::fromString),
                        arguments.fitting("locale", LOCALE, LONGEST_LOCALE),
                        null));
    }

    /** Nobody waits for the answer any more, so no more is spent on it. */
    public void stop(Client client, TurnId turn) {
        reception
                .stop(client.tenant(), turn)
                .subscribe()
                .with(stopped -> {}, failure -> LOG.warnf("A turn was not stopped turn=%s cause=%s", turn, failure));
    }

    public ObjectNode result(Gathering gathered) {
        var failed = gathered.failed();
        return failed == null ? result(gathered.answer()) : ToolResult.refused(failed.problem());
    }

    private ObjectNode result(TurnAnswer answer) {
        var message = answer.message();
        var structured = JsonNodeFactory.instance
                .objectNode()
                .put("answer", message.text())
                .put("conversation", answer.conversation().toString())
                .put("turn", answer.turn().toString())
                .put("message", message.id().toString())
                .put("finish_reason", message.finishReason());
        structured.set("citations", mapper.valueToTree(message.citations()));
        structured.set("tool_calls", mapper.valueToTree(message.toolCalls()));
        return ToolResult.of(message.text(), structured);
    }
}
