package usher.chat.knowledge.retrieval;

import org.jspecify.annotations.Nullable;
import usher.contracts.id.KnowledgeId;

/** What a row of the index belongs to: a document, or an FAQ entry with its {@code answer}. */
public record Source(
        KnowledgeId id,
        String title,
        @Nullable String url,
        @Nullable String answer) {
    /** Entries with one title and answer are one topic, in however many requests their questions came. */
    String topic() {
        return title + '\u0000' + answer;
    }
}
