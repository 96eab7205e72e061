package usher.chat.retention;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import usher.chat.retention.Days.Last;

/**
 * Retires one tenant's days, oldest first: count, archive, compare, delete. A day that cannot be counted, stored or trusted
 * stays, and so do the days after it.
 */
@ApplicationScoped
class Retirement {
    private final Days days;
    private final Archive archive;
    private final ArchiveConfig archiving;
    private final RetentionConfig config;

    Retirement(Days days, Archive archive, ArchiveConfig archiving, RetentionConfig config) {
        this.days = days;
        this.archive = archive;
        this.archiving = archiving;
        this.config = config;
    }

    /** One tenant at one moment, on the connection that holds the lock. */
    private record Task(SqlConnection connection, KeptTenant tenant, Instant now) {
        OffsetDateTime moment() {
            return now.atOffset(ZoneOffset.UTC);
        }
    }

    /** A day's outcome; {@code more} is false when nothing is left that may go. */
    private record Step(long messages, boolean more) {}

    /** How many messages went. */
    Uni<Long> of(SqlConnection connection, KeptTenant tenant, Instant now) {
        var task = new Task(connection, tenant, now);
        return Multi.createBy()
                .repeating()
                .uni(() -> step(task))
                .whilst(Step::more)
                .map(Step::messages)
                .collect()
                .with(java.util.stream.Collectors.summingLong(Long::longValue));
    }

    private Uni<Step> step(Task task) {
        return days.last(task.connection(), task.tenant().id())
                .chain(last -> last.isPresent() && !last.get().done()
                        ? delete(task, last.get().period())
                        : days.oldest(task.connection(), task.tenant().id()).chain(oldest -> next(task, last, oldest)));
    }

    private Uni<Step> next(Task task, Optional<Last> last, Optional<OffsetDateTime> oldest) {
        if (oldest.isEmpty()) {
            return Uni.createFrom().item(new Step(0, false));
        }
        var done = last.map(Last::period).orElse(null);
        var period = Period.of(oldest.get(), done, task.tenant().zone());
        if (!period.day().isBefore(task.tenant().keptFrom(task.now()))) {
            return Uni.createFrom().item(new Step(0, false));
        }
        return retire(task, period);
    }

    private Uni<Step> retire(Task task, Period period) {
        var tenant = task.tenant().id();
        return days.isUnbilled(task.connection(), tenant, period.to())
                .invoke(unbilled -> require(!unbilled, "usage waits in the outbox"))
                .chain(() -> days.count(task.connection(), tenant, period, task.moment()))
                .chain(() -> store(task, period))
                .chain(() -> days.beginDeletion(task.connection(), tenant, period, archiving.enabled(), task.moment()))
                .invoke(same -> require(same, "its rows are not what was counted"))
                .chain(() -> delete(task, period));
    }

    private Uni<Void> store(Task task, Period period) {
        var tenant = task.tenant().id();
        return archiving.enabled()
                ? archive.store(task.connection(), tenant, period)
                        .chain(() -> days.archived(task.connection(), tenant, period, task.moment()))
                : Uni.createFrom().voidItem();
    }

    private Uni<Step> delete(Task task, Period period) {
        return Multi.createBy()
                .repeating()
                .uni(() ->
                        days.deleteBatch(task.connection(), task.tenant().id(), period, config.batch(), task.moment()))
                .whilst(deleted -> deleted > 0)
                .collect()
                .with(java.util.stream.Collectors.summingLong(Integer::longValue))
                .map(deleted -> new Step(deleted, true));
    }

    private static void require(boolean holds, String why) {
        if (!holds) {
            throw new IllegalStateException("A day stays: " + why);
        }
    }
}
