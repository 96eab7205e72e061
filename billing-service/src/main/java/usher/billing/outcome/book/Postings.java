package usher.billing.outcome.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.billing.outcome.book.Judged.Place;
import usher.billing.outcome.book.Settlement.Settled;
import usher.billing.outcome.episode.Episode;
import usher.billing.outcome.episode.Evidence;
import usher.billing.outcome.episode.Line;
import usher.billing.outcome.episode.Reason;
import usher.billing.outcome.episode.State;
import usher.billing.outcome.episode.Step;

/** Writes what was judged into the books, with one statement for any number of conversations. */
@ApplicationScoped
class Postings {
    private static final String POST = "select post_episodes($1, $2, $3, $4)";
    /** What came before is in the ledger; only so much of the story is told again. */
    private static final int TOLD = 100;

    private final ObjectMapper mapper;

    Postings(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    private record EpisodeRow(
            UUID tenantId,
            UUID id,
            UUID conversationId,
            String state,
            boolean assisted,
            @Nullable String reason,
            List<Evidence> evidence,
            List<Step> history,
            int rulesVersion,
            Instant beganAt,
            @Nullable Instant concludedAt,
            @Nullable String metric,
            @Nullable Instant chargedAt,
            int moves) {}

    private record LookRow(
            UUID tenantId, UUID conversationId, @Nullable Instant nextLook) {}

    Uni<Void> post(SqlConnection connection, List<Judged> judged, Instant now) {
        var episodes = new ArrayList<EpisodeRow>();
        var moves = new ArrayList<MoveRow>();
        var looks = new ArrayList<LookRow>();
        for (var each : judged) {
            looks.add(new LookRow(each.place().tenant(), each.place().conversation(), each.nextLook()));
            for (var settled : each.settled()) {
                add(each, settled, now, episodes, moves);
            }
        }
        var columns = Tuple.of(array(episodes), array(moves), array(looks), now.atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(POST).execute(columns).replaceWithVoid();
    }

    private static void add(
            Judged judged, Settled settled, Instant now, List<EpisodeRow> episodes, List<MoveRow> moves) {
        var before = judged.before(settled);
        var charge = settled.charge(before == null ? null : before.charge());
        int known = settled.known() + settled.moves().size();
        var episode = settled.episode();
        episodes.add(
                episode == null
                        ? gone(judged, settled, charge, known, now)
                        : row(judged.place(), settled.id(), episode, charge, known));
        int rules = episode == null ? 0 : episode.rules();
        for (int at = 0; at < settled.moves().size(); at++) {
            int seq = settled.known() + at + 1;
            moves.add(MoveRow.of(
                    judged.place(), settled.id(), seq, settled.moves().get(at), rules, null));
        }
    }

    private static EpisodeRow row(Place place, UUID id, Episode episode, @Nullable Line charge, int moves) {
        var steps = episode.steps();
        var last = steps.isEmpty() ? null : steps.getLast();
        var conclusion = episode.conclusion();
        return new EpisodeRow(
                place.tenant(),
                id,
                place.conversation(),
                episode.state().name(),
                episode.assisted(),
                last == null ? null : last.reason().name(),
                last == null ? List.of() : last.evidence(),
                steps.subList(Math.max(0, steps.size() - TOLD), steps.size()),
                episode.rules(),
                episode.beganAt(),
                conclusion == null ? null : conclusion.at(),
                charge == null ? null : charge.metric(),
                charge == null ? null : charge.occurredAt(),
                moves);
    }

    private static EpisodeRow gone(Judged judged, Settled settled, @Nullable Line charge, int moves, Instant now) {
        var before = judged.before(settled);
        return new EpisodeRow(
                judged.place().tenant(),
                settled.id(),
                judged.place().conversation(),
                State.VOID.name(),
                false,
                Reason.LATE_SIGNALS.name(),
                List.of(),
                List.of(),
                0,
                before == null ? now : before.beganAt(),
                null,
                charge == null ? null : charge.metric(),
                charge == null ? null : charge.occurredAt(),
                moves);
    }

    JsonArray array(List<?> rows) {
        try {
            return new JsonArray(mapper.writeValueAsString(rows));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Rows are always writable", impossible);
        }
    }
}
