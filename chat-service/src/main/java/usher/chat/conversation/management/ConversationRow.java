package usher.chat.conversation.management;

import io.vertx.mutiny.sqlclient.Row;
import usher.contracts.id.ConversationId;
import usher.contracts.id.VisitorId;

/** Reads what {@link ConversationList} selects. */
final class ConversationRow {
    private ConversationRow() {}

    static ConversationView view(Row row) {
        var ended = row.getOffsetDateTime("ended_at");
        var sentiment = row.getDouble("sentiment");
        return new ConversationView(
                new ConversationId(row.getUUID("id")),
                new VisitorId(row.getUUID("visitor_id")),
                row.getString("visitor_name"),
                row.getString("visitor_email"),
                row.getString("status"),
                Title.of(row.getString("title"), row.getString("opening")),
                row.getOffsetDateTime("pinned_at") != null,
                row.getString("locale"),
                row.getString("preview"),
                row.getInteger("turns"),
                row.getLong("messages"),
                row.getLong("tokens_input"),
                row.getLong("tokens_output"),
                row.getInteger("tool_calls"),
                row.getLong("cost_micros"),
                row.getString("language"),
                sentiment == null ? null : Math.round(sentiment * 100) / 100.0,
                row.getString("intent"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getOffsetDateTime("last_message_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
