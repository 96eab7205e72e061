package usher.chat.mcp.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import usher.chat.conversation.Audience;
import usher.chat.conversation.MessageDetail;
import usher.chat.conversation.MessageView;
import usher.chat.conversation.Order;
import usher.chat.conversation.Transcripts;
import usher.chat.conversation.management.ConversationList;
import usher.chat.conversation.management.ConversationSummary;
import usher.chat.mcp.protocol.Client;
import usher.contracts.access.Scope;
import usher.contracts.id.ConversationId;
import usher.kit.page.PageRequest;
import usher.kit.problem.Refusal;

/** What was said in a conversation, as its visitor saw it, page by page. */
@ApplicationScoped
class GetConversation implements Tool {
    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final ConversationList conversations;
    private final Transcripts transcripts;
    private final ObjectMapper mapper;

    GetConversation(ConversationList conversations, Transcripts transcripts, ObjectMapper mapper) {
        this.conversations = conversations;
        this.transcripts = transcripts;
        this.mapper = mapper;
    }

    @Override
    public String name() {
        return "get_conversation";
    }

    @Override
    public Set<String> arguments() {
        return Set.of("conversation", "limit", "starting_after");
    }

    @Override
    public Scope scope() {
        return Scope.CONVERSATIONS_READ;
    }

    @Override
    public Uni<ObjectNode> call(Client client, Arguments arguments) {
        var id = arguments.id("conversation", ConversationId::fromString);
        if (id == null) {
            throw new Refusal("required", 400, "conversation: Say which conversation.");
        }
        var page = PageRequest.of(
                arguments.number("limit", 1, MOST, USUAL), arguments.optionalText("starting_after", 100));
        var audience = Audience.of(client.caller());
        return conversations
                .get(client.tenant(), audience, id)
                .chain(found -> transcripts
                        .messages(client.tenant(), audience, id, Order.ASC, page)
                        .map(rows ->
                                rows.stream().map(MessageDetail::forVisitors).toList())
                        .map(rows -> result(ConversationSummary.of(found), rows, page)));
    }

    private ObjectNode result(ConversationSummary conversation, List<MessageView> rows, PageRequest page) {
        var messages = rows.subList(0, Math.min(rows.size(), page.limit()));
        var structured = JsonNodeFactory.instance.objectNode();
        structured.set("conversation", mapper.valueToTree(conversation));
        structured.set("messages", mapper.valueToTree(messages));
        structured.put("has_more", rows.size() > messages.size());
        if (rows.size() > messages.size()) {
            structured.put("next_cursor", messages.getLast().id().toString());
        }
        return ToolResult.of(
                messages.stream()
                        .map(message -> message.role() + ": " + message.text())
                        .collect(Collectors.joining("\n\n")),
                structured);
    }
}
