package usher.billing.outcome.book;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.billing.outcome.book.Judged.Place;
import usher.billing.outcome.episode.Line;
import usher.billing.outcome.episode.Reason;
import usher.billing.outcome.episode.State;
import usher.billing.usage.Touched;
import usher.contracts.id.EpisodeId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;

/** Takes charges back for good. The judge charges such an episode never again, whatever is heard of it. */
@ApplicationScoped
public class Disputes {
    /** The judge of the conversation, if it is at work, is waited for. */
    private static final String HOLD = """
            select c.* from episode e join outcome_conversation c using (tenant_id, conversation_id)
            where e.tenant_id = $1 and e.id = $2 for update of c""";

    private static final String STANDING = """
            select e.conversation_id, e.moves as known, m.* from episode e
            left join episode_move m on m.tenant_id = e.tenant_id and m.episode_id = e.id and m.seq = e.moves and m.quantity = 1
            where e.tenant_id = $1 and e.id = $2""";
    private static final String REVERSE = "select reverse_episode($1, $2, $3, $4, $5, $6, $7)";

    private final Pool jobs;
    private final Postings postings;
    private final Touched touched;
    private final InstantSource clock;

    Disputes(@ReactiveDataSource("jobs") Pool jobs, Postings postings, Touched touched, InstantSource clock) {
        this.jobs = jobs;
        this.postings = postings;
        this.touched = touched;
        this.clock = clock;
    }

    /** {@code by} is who decided, {@code reason} what for. Refused when no charge stands. */
    public Uni<Void> reverse(TenantId tenant, EpisodeId id, String by, String reason) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return jobs.withTransaction(connection -> standing(connection, tenant, id)
                        .call(row -> post(connection, tenant, id, row, now, by, reason)))
                .invoke(row -> touched.add(
                        Map.of(tenant, row.getOffsetDateTime("occurred_at").toInstant())))
                .replaceWithVoid();
    }

    private static Uni<Row> standing(SqlConnection connection, TenantId tenant, EpisodeId id) {
        var which = Tuple.of(tenant.value(), id.value());
        return connection
                .preparedQuery(HOLD)
                .execute(which)
                .chain(() -> connection.preparedQuery(STANDING).execute(which))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw Refusal.notFound();
                    }
                    var row = rows.iterator().next();
                    @Nullable Integer charge = row.getInteger("seq");
                    if (charge == null) {
                        throw notCharged();
                    }
                    return row;
                });
    }

    private Uni<Void> post(
            SqlConnection connection, TenantId tenant, EpisodeId id, Row row, Instant now, String by, String reason) {
        int known = row.getInteger("known");
        var charge = new Line(
                row.getString("metric"),
                1,
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getOffsetDateTime("decided_at").toInstant(),
                State.valueOf(row.getString("outcome")),
                Reason.valueOf(row.getString("reason")),
                List.of());
        var move = MoveRow.of(
                new Place(tenant.value(), row.getUUID("conversation_id")),
                id.value(),
                known + 1,
                charge.reversed(now, Reason.DISPUTED, List.of()),
                row.getInteger("rules_version"),
                by);
        var arguments = Tuple.of(tenant.value(), id.value(), known, postings.array(List.of(move)), by, reason)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(REVERSE).execute(arguments).map(rows -> {
            if (!rows.iterator().next().getBoolean(0)) {
                throw notCharged();
            }
            return null;
        });
    }

    private static Refusal notCharged() {
        return Refusal.conflict("episode-not-charged", "No charge of this episode stands.");
    }
}
