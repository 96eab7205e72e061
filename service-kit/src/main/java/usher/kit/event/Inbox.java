package usher.kit.event;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import usher.contracts.id.EventId;

/** Remembers which events a consumer has taken, in the consumer's own transaction. */
@ApplicationScoped
public class Inbox {
    private static final String TAKE = """
            insert into inbox (consumer, event_id) select $1, unnest($2::uuid[])
            on conflict do nothing returning event_id
            """;

    /** Those of the events that were not taken before; they count as taken when the transaction commits. */
    public Uni<Set<EventId>> fresh(SqlConnection connection, String consumer, List<EventId> events) {
        var ids = events.stream().map(EventId::value).distinct().toArray(UUID[]::new);
        return connection.preparedQuery(TAKE).execute(Tuple.of(consumer, ids)).map(rows -> {
            Set<EventId> fresh = new HashSet<>();
            rows.forEach(row -> fresh.add(new EventId(row.getUUID("event_id"))));
            return fresh;
        });
    }
}
