package usher.billing.outcome.book;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.billing.outcome.book.Judged.Place;
import usher.billing.outcome.episode.Evidence;
import usher.billing.outcome.episode.Line;
import usher.contracts.id.ConversationId;
import usher.contracts.id.EpisodeId;

/** A move of an episode as {@code post_moves} takes it; {@code dimensions} are those of its ledger entry. */
record MoveRow(
        UUID tenantId,
        UUID episodeId,
        int seq,
        int quantity,
        String metric,
        Instant occurredAt,
        Instant decidedAt,
        String outcome,
        String reason,
        List<Evidence> evidence,
        int rulesVersion,
        UUID ledgerEvent,
        @Nullable String madeBy,
        Map<String, String> dimensions) {

    static MoveRow of(Place place, UUID episode, int seq, Line line, int rules, @Nullable String madeBy) {
        return new MoveRow(
                place.tenant(),
                episode,
                seq,
                line.quantity(),
                line.metric(),
                line.occurredAt(),
                line.decidedAt(),
                line.outcome().name(),
                line.reason().name(),
                line.evidence(),
                rules,
                key(episode, seq, line.decidedAt()),
                madeBy,
                Map.of(
                        "conversation", new ConversationId(place.conversation()).toString(),
                        "episode", new EpisodeId(episode).toString(),
                        "outcome", line.outcome().text(),
                        "reason", line.reason().text(),
                        "rules_version", Integer.toString(rules)));
    }

    /**
     * The same for the same move, and in the ledger near others of its time: the time as in a UUID of version 7, the rest a digest of what move it
     * is (version 8, "custom", of RFC 9562).
     */
    private static UUID key(UUID episode, int seq, Instant at) {
        try {
            var name = (episode + ":" + seq).getBytes(StandardCharsets.UTF_8);
            var digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name));
            return new UUID(
                    (at.toEpochMilli() << 16) | 0x8000L | (digest.getLong() & 0x0FFFL),
                    (digest.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
