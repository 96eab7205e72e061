package usher.tool.stock;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.NoticeRaised;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantSnapshots;
import usher.tool.stock.Reading.Found;
import usher.tool.stock.Reading.Missed;
import usher.tool.stock.level.Level;
import usher.tool.stock.level.Shelf;
import usher.tool.stock.level.Standing;
import usher.tool.stock.level.Standing.Sight;

/**
 * Stores what was found, and the notice of a change in the same transaction. What was found under a claim that is not the
 * watch's any more is worth nothing: somebody has changed the watch, or another replica looks by now.
 */
@ApplicationScoped
class Findings {
    private static final String OURS = " where tenant_id = $1 and id = $2 and claim = $3";
    private static final String FOUND = """
            update stock_watch
               set told = $4, seen = $5, quantity = $6, noticed_at = $7, notices = $8, checked_at = $9, next_check_at = $10,
                   failures = 0, failure_code = null, failure_sentence = null, claim = null
            """ + OURS;
    private static final String MISSED = """
            update stock_watch
               set failures = failures + 1, failure_code = $4, failure_sentence = $5, next_check_at = $6, claim = null
            """ + OURS;

    private final Tenancy tenancy;
    private final TenantSnapshots tenants;
    private final Outbox outbox;
    private final Events events;
    private final StockConfig config;

    Findings(Tenancy tenancy, TenantSnapshots tenants, Outbox outbox, Events events, StockConfig config) {
        this.tenancy = tenancy;
        this.tenants = tenants;
        this.outbox = outbox;
        this.events = events;
        this.config = config;
    }

    Uni<Void> store(Due due, Reading reading, Instant now) {
        return switch (reading) {
            case Found(var shelf) -> found(due, shelf, now);
            case Missed(var code, var sentence) -> missed(due, code, sentence, now);
        };
    }

    /** What the watch shall say from now on. */
    private record Known(
            Standing standing, Level seen, @Nullable Long quantity, long notices) {}

    private Uni<Void> found(Due due, Shelf shelf, Instant now) {
        var rules = due.rules();
        var seen = Level.of(shelf, rules.lowAt(), due.standing().told());
        return switch (due.standing().see(seen, rules.quiet(), now)) {
            case Sight.Quiet(var standing) ->
                keep(due, new Known(standing, seen, shelf.quantity(), due.notices()), now);
            case Sight.Held held -> keep(due, new Known(due.standing(), seen, shelf.quantity(), due.notices()), now);
            case Sight.Moved(var from, var standing) -> {
                var known = new Known(standing, seen, shelf.quantity(), due.notices() + 1);
                yield tenants.find(due.tenant())
                        .map(tenant -> Notices.of(due, from, seen, shelf, tenant == null ? null : tenant.locale()))
                        .chain(notice -> tell(due, known, notice, now));
            }
        };
    }

    private Uni<Void> tell(Due due, Known known, NoticeRaised notice, Instant now) {
        var event = events.of(due.tenant(), notice);
        return tenancy.sql(
                due.tenant(),
                connection -> keep(connection, due, known, now)
                        .chain(ours -> ours
                                ? outbox.append(connection, event)
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> keep(Due due, Known known, Instant now) {
        return tenancy.sql(due.tenant(), connection -> keep(connection, due, known, now))
                .replaceWithVoid();
    }

    /** Whether the watch was still ours. */
    private Uni<Boolean> keep(SqlConnection connection, Due due, Known known, Instant now) {
        var values = ours(due)
                .addString(known.standing().told().text())
                .addString(known.seen().text())
                .addLong(known.quantity())
                .addOffsetDateTime(utc(known.standing().noticedAt()))
                .addLong(known.notices())
                .addOffsetDateTime(utc(now))
                .addOffsetDateTime(utc(now.plus(jittered(due.rules().every()))));
        return connection.preparedQuery(FOUND).execute(values).map(rows -> rows.rowCount() == 1);
    }

    /** Each further failure in a row doubles the wait: a shop that is gone costs little, and one that is back is soon seen. */
    private Uni<Void> missed(Due due, String code, String sentence, Instant now) {
        var every = due.rules().every();
        var longest = every.compareTo(config.longestWait()) > 0 ? every : config.longestWait();
        var doubled = every.multipliedBy(1L << Math.min(due.failures() + 1, 10));
        var wait = doubled.compareTo(longest) > 0 ? longest : doubled;
        var values = ours(due)
                .addString(code)
                .addString(sentence.length() <= 300 ? sentence : sentence.substring(0, 300))
                .addOffsetDateTime(utc(now.plus(jittered(wait))));
        return tenancy.sql(due.tenant(), to -> to.preparedQuery(MISSED).execute(values))
                .replaceWithVoid();
    }

    private static Tuple ours(Due due) {
        return Tuple.tuple()
                .addUUID(due.tenant().value())
                .addUUID(due.id().value())
                .addUUID(due.claim());
    }

    /** A tenth more or less, so that those which were set up together do not stay together. */
    private static Duration jittered(Duration wait) {
        long tenth = wait.toMillis() / 10;
        return wait.plusMillis(ThreadLocalRandom.current().nextLong(-tenth, tenth + 1));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
