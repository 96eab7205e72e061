package usher.chat.conversation.export;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Audience;
import usher.chat.conversation.management.ConversationFilter;
import usher.chat.conversation.management.ConversationList;
import usher.chat.conversation.management.ConversationList.Slice;
import usher.chat.conversation.management.ConversationView;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.kit.csv.Csv;

/** The list of conversations as CSV, read and written some rows at a time. */
@ApplicationScoped
class ConversationCsv {
    private static final int ROWS = 500;
    private static final List<String> NAMES = List.of(
            "id",
            "title",
            "visitor",
            "visitor_name",
            "visitor_email",
            "status",
            "pinned",
            "language",
            "sentiment",
            "intent",
            "turns",
            "messages",
            "tokens_input",
            "tokens_output",
            "tool_calls",
            "cost_micros",
            "started_at",
            "last_message_at",
            "ended_at");

    private final ConversationList conversations;

    ConversationCsv(ConversationList conversations) {
        this.conversations = conversations;
    }

    /** How far the list was read. */
    private static final class Progress {
        @Nullable
        ConversationId last;
    }

    Multi<byte[]> of(TenantId tenant, ConversationFilter filter) {
        Multi<byte[]> rows = Multi.createBy()
                .repeating()
                .uni(Progress::new, progress -> page(tenant, filter, progress))
                .whilst(page -> page.size() == ROWS)
                .map(ConversationCsv::lines);
        var head = (Csv.BYTE_ORDER_MARK + Csv.line(NAMES)).getBytes(StandardCharsets.UTF_8);
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(head), rows);
    }

    private Uni<List<ConversationView>> page(TenantId tenant, ConversationFilter filter, Progress progress) {
        return conversations
                .list(tenant, Audience.MEMBER, filter, new Slice(false, progress.last, ROWS))
                .invoke(page ->
                        progress.last = page.isEmpty() ? null : page.getLast().id());
    }

    private static byte[] lines(List<ConversationView> page) {
        var lines = new StringBuilder();
        page.forEach(row -> lines.append(Csv.line(cells(row))));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> cells(ConversationView row) {
        return Stream.of(
                        row.id(),
                        row.title(),
                        row.visitor(),
                        row.visitorName(),
                        row.visitorEmail(),
                        row.status(),
                        row.pinned(),
                        row.language(),
                        row.sentiment(),
                        row.intent(),
                        row.turns(),
                        row.messageCount(),
                        row.tokensInput(),
                        row.tokensOutput(),
                        row.toolCalls(),
                        row.costMicros(),
                        row.startedAt(),
                        row.lastMessageAt(),
                        row.endedAt())
                .map(Csv::cell)
                .toList();
    }
}
