package usher.chat.limit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor has used on the tenant's running day: answered messages and what models took for them. Where visitors have no
 * limits of their own there is no {@code messages_limit} and nothing left to tell. It begins anew at {@code resets_at}.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record VisitorDay(
        LocalDate date,
        String timeZone,
        long messages,
        @Nullable Long messagesLimit,
        @Nullable Long messagesLeft,
        long tokens,
        Instant resetsAt) {
    static VisitorDay of(LocalDate date, String zone, long messages, @Nullable Long limit, long tokens, Instant end) {
        var left = limit == null ? null : (Long) Math.max(0, limit - messages);
        return new VisitorDay(date, zone, messages, limit, left, tokens, end);
    }
}
