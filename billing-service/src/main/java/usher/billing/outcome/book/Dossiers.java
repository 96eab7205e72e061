package usher.billing.outcome.book;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import usher.billing.outcome.book.Judged.Place;
import usher.billing.outcome.book.Settlement.Kept;
import usher.billing.outcome.episode.Line;
import usher.billing.outcome.episode.Reason;
import usher.billing.outcome.episode.Signal;
import usher.billing.outcome.episode.State;
import usher.billing.outcome.signal.Signals;

/** Reads all that conversations are judged by, with one statement for each kind of thing however many there are. */
@ApplicationScoped
public class Dossiers {
    private static final String SIGNALS = """
            select s.* from unnest($1::uuid[], $2::uuid[]) as w (tenant_id, conversation_id)
            join outcome_signal s using (tenant_id, conversation_id)""";
    private static final String EPISODES = """
            select e.tenant_id, e.conversation_id, e.id, e.began_at, e.reversed_at
            from unnest($1::uuid[], $2::uuid[]) as w (tenant_id, conversation_id)
            join episode e using (tenant_id, conversation_id)""";
    private static final String MOVES = """
            select m.tenant_id, m.episode_id, m.metric, m.quantity, m.occurred_at, m.decided_at, m.outcome, m.reason
            from unnest($1::uuid[], $2::uuid[]) as w (tenant_id, conversation_id)
            join episode e using (tenant_id, conversation_id)
            join episode_move m on m.tenant_id = e.tenant_id and m.episode_id = e.id
            order by m.tenant_id, m.episode_id, m.seq""";

    /** What is known of one conversation. */
    public record Dossier(List<Signal> signals, List<Kept> kept) {
        Dossier() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private record Key(UUID tenant, UUID episode) {}

    public Uni<Map<Place, Dossier>> of(SqlConnection connection, List<Place> places) {
        var which = Tuple.tuple()
                .addArrayOfUUID(places.stream().map(Place::tenant).toArray(UUID[]::new))
                .addArrayOfUUID(places.stream().map(Place::conversation).toArray(UUID[]::new));
        var dossiers = new LinkedHashMap<Place, Dossier>();
        places.forEach(place -> dossiers.put(place, new Dossier()));
        return rows(connection, SIGNALS, which)
                .invoke(rows -> rows.forEach(row -> of(dossiers, row).signals().add(Signals.read(row))))
                .chain(() -> rows(connection, MOVES, which))
                .map(Dossiers::lines)
                .chain(lines -> rows(connection, EPISODES, which)
                        .invoke(rows ->
                                rows.forEach(row -> of(dossiers, row).kept().add(kept(row, lines)))))
                .replaceWith(dossiers);
    }

    private static Uni<RowSet<Row>> rows(SqlConnection connection, String sql, Tuple which) {
        return connection.preparedQuery(sql).execute(which);
    }

    private static Dossier of(Map<Place, Dossier> dossiers, Row row) {
        return dossiers.computeIfAbsent(
                new Place(row.getUUID("tenant_id"), row.getUUID("conversation_id")), any -> new Dossier());
    }

    private static Map<Key, List<Line>> lines(RowSet<Row> rows) {
        var lines = new HashMap<Key, List<Line>>();
        rows.forEach(row -> lines.computeIfAbsent(
                        new Key(row.getUUID("tenant_id"), row.getUUID("episode_id")), any -> new ArrayList<>())
                .add(line(row)));
        return lines;
    }

    private static Kept kept(Row row, Map<Key, List<Line>> lines) {
        var id = row.getUUID("id");
        return new Kept(
                id,
                at(row, "began_at"),
                lines.getOrDefault(new Key(row.getUUID("tenant_id"), id), List.of()),
                row.getOffsetDateTime("reversed_at") != null);
    }

    private static Line line(Row row) {
        return new Line(
                row.getString("metric"),
                row.getInteger("quantity"),
                at(row, "occurred_at"),
                at(row, "decided_at"),
                State.valueOf(row.getString("outcome")),
                Reason.valueOf(row.getString("reason")),
                List.of());
    }

    private static Instant at(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
