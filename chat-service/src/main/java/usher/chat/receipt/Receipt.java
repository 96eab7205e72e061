package usher.chat.receipt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as it is hashed. Every figure is a whole number or a decimal as text, so that its canonical JSON is one and the
 * same in every language; absent members are left out. Hashes are SHA-256 in hexadecimal; ids and times are text.
 */
record Receipt(
        int version,
        String tenant,
        String conversation,
        String turn,
        int turnNumber,
        String message,
        String createdAt,
        @Nullable String previous,
        String textSha256,
        String finishReason,
        Persona persona,
        List<Passage> passages,
        List<Tool> tools,
        Speaker model,
        Routing routing,
        List<Use> uses,
        long costMicros,
        String cache,
        List<Guard> guards,
        Timing timing) {

    record Persona(int version, @Nullable String promptSha256) {}

    /** {@code document} is an entry of the knowledge, or an operation that was asked at {@code fetchedAt}. */
    record Passage(
            String document,
            int chunk,
            String score,
            String textSha256,
            @Nullable String fetchedAt) {}

    record Tool(
            String call,
            String name,
            String state,
            String argumentsSha256,
            @Nullable String resultSha256,
            @Nullable Long ms) {}

    record Speaker(String provider, String name) {}

    record Routing(
            String reason,
            boolean cheap,
            @Nullable String experiment,
            @Nullable String purpose,
            @Nullable String arm,
            List<Failed> failed) {}

    record Failed(String provider, String model, String code) {}

    record Use(
            String provider,
            String model,
            @Nullable String servedModel,
            List<String> requestIds,
            int requests,
            Classes tokens,
            Price price,
            Classes micros) {}

    record Classes(long input, long cached, long output, long reasoning) {}

    /** US dollars per million tokens, by the row of the registry that began then. */
    record Price(String effectiveFrom, String input, String cached, String output, String reasoning) {}

    record Guard(String guard, String verdict) {}

    record Timing(@Nullable Long firstTokenMs, long totalMs) {}
}
