package usher.chat.knowledge;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.KnowledgeId;

/** What is known, to people. Lists leave out {@code text}, {@code questions} and {@code answer}. */
public record KnowledgeView(
        KnowledgeId id,
        String kind,
        String title,
        @Nullable String url,
        @Nullable String text,
        @Nullable List<String> questions,
        @Nullable String answer,
        String status,
        int passages,
        Instant createdAt,
        Instant updatedAt) {

    static KnowledgeView whole(Row row) {
        boolean faq = row.getString("kind").equals("faq");
        var text = row.getString("text");
        var questions = faq ? List.of(row.getArrayOfStrings("questions")) : null;
        return view(row, faq ? null : text, questions, faq ? text : null);
    }

    static KnowledgeView brief(Row row) {
        return view(row, null, null, null);
    }

    private static KnowledgeView view(
            Row row, @Nullable String text, @Nullable List<String> questions, @Nullable String answer) {
        return new KnowledgeView(
                new KnowledgeId(row.getUUID("id")),
                row.getString("kind"),
                row.getString("title"),
                row.getString("url"),
                text,
                questions,
                answer,
                row.getString("status"),
                row.getInteger("passages"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
