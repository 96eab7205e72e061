package usher.chat.retention;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Optional;
import usher.contracts.id.TenantId;

/** A tenant's days in the database. Each act is one transaction, so an interrupted run goes on where it stopped. */
@ApplicationScoped
class Days {
    /** What the day before left of deletion, if it was interrupted; else where it ended. */
    private static final String LAST = """
            select day, starts_at, ends_at, deleted_at is not null as done from day_total
             where tenant_id = $1 and deletion_began_at is not null order by day desc limit 1
            """;

    private static final String OLDEST = "select created_at from message where tenant_id = $1 order by id limit 1";
    private static final String COUNT = "select count_day($1, $2, $3, $4, $5)";
    private static final String UNSENT = "select from outbox where tenant_id = $1 and created_at < $2 limit 1";
    private static final String ARCHIVED = "update day_total set archived_at = $3 where tenant_id = $1 and day = $2";
    private static final String BEGIN = "select begin_deletion($1, $2, $3, $4)";
    private static final String DELETE = "select delete_batch($1, $2, $3, $4)";

    /** A day that is in the middle of its deletion, or one that is over. */
    record Last(Period period, boolean done) {}

    Uni<Optional<Last>> last(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(LAST)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(last(rows.iterator().next())));
    }

    Uni<Optional<OffsetDateTime>> oldest(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(OLDEST)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getOffsetDateTime(0)));
    }

    /** Whether usage of before then has not left for billing yet. */
    Uni<Boolean> isUnbilled(SqlConnection connection, TenantId tenant, OffsetDateTime before) {
        return connection
                .preparedQuery(UNSENT)
                .execute(Tuple.of(tenant.value(), before))
                .map(rows -> rows.size() > 0);
    }

    Uni<Void> count(SqlConnection connection, TenantId tenant, Period period, OffsetDateTime now) {
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(tenant.value(), period.day(), period.from(), period.to(), now))
                .replaceWithVoid();
    }

    Uni<Void> archived(SqlConnection connection, TenantId tenant, Period period, OffsetDateTime now) {
        return connection
                .preparedQuery(ARCHIVED)
                .execute(Tuple.of(tenant.value(), period.day(), now))
                .replaceWithVoid();
    }

    /** False when the rows are not what was counted. */
    Uni<Boolean> beginDeletion(
            SqlConnection connection, TenantId tenant, Period period, boolean archived, OffsetDateTime now) {
        return connection
                .preparedQuery(BEGIN)
                .execute(Tuple.of(tenant.value(), period.day(), archived, now))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** How many messages went; none when the day is done. */
    Uni<Integer> deleteBatch(SqlConnection connection, TenantId tenant, Period period, int most, OffsetDateTime now) {
        return connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(tenant.value(), period.day(), most, now))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static Last last(Row row) {
        var period = new Period(
                row.getLocalDate("day"), row.getOffsetDateTime("starts_at"), row.getOffsetDateTime("ends_at"));
        return new Last(period, row.getBoolean("done"));
    }
}
