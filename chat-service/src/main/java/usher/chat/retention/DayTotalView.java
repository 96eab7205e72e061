package usher.chat.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is left of a day whose rows are gone or about to go. Tokens are by class; the rest counts questions. */
public record DayTotalView(
        LocalDate day,
        long conversations,
        long questions,
        long answers,
        long toolCalls,
        Map<String, Object> tokens,
        long costMicros,
        Map<String, Object> languages,
        Map<String, Object> sentiments,
        Map<String, Object> intents,
        long thumbsUp,
        long thumbsDown,
        long csatCount,
        long csatSum,
        @Nullable Instant archivedAt,
        @Nullable Instant deletedAt) {}
