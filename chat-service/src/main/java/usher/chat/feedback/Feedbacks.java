package usher.chat.feedback;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.chat.feedback.FeedbackCounts.Counts;
import usher.chat.feedback.FeedbackCounts.Day;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.tenant.Tenancy;

/** Reads feedback. */
@ApplicationScoped
class Feedbacks {
    private static final String LIST = """
            select * from feedback
             where tenant_id = $1 and ($2::text is null or thumb = $2) and ($3::int is null or csat = $3)
               and ($4::uuid is null or conversation_id = $4) and ($5::uuid is null or subject_id < $5)
             order by subject_id desc limit $6
            """;
    private static final String COUNTS = """
            select (given_at at time zone $4)::date as day, count(*) filter (where thumb = 'up') as up,
                   count(*) filter (where thumb = 'down') as down, count(csat) as rated,
                   coalesce(sum(csat), 0)::bigint as csat_sum, count(comment) as comments
              from feedback where tenant_id = $1 and given_at >= $2 and given_at < $3
             group by 1 order by 1
            """;

    private final Tenancy tenancy;

    Feedbacks(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** That of the newest answers and conversations first. */
    Uni<List<FeedbackView>> list(TenantId tenant, FeedbackFilter filter, @Nullable UUID after, int most) {
        var conversation = filter.conversation == null ? null : filter.conversation.value();
        var arguments = Tuple.of(tenant.value(), filter.thumb, filter.csat, conversation, after, most);
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(LIST)
                        .execute(arguments)
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(Feedbacks::view)
                                .toList()));
    }

    /** From the first day up to, not including, the last one. */
    Uni<FeedbackCounts> counts(TenantId tenant, LocalDate from, LocalDate to, ZoneId zone) {
        var arguments = Tuple.of(
                tenant.value(),
                from.atStartOfDay(zone).toOffsetDateTime(),
                to.atStartOfDay(zone).toOffsetDateTime(),
                zone.getId());
        return tenancy.sql(
                tenant,
                connection ->
                        connection.preparedQuery(COUNTS).execute(arguments).map(rows -> counted(from, to, rows)));
    }

    private static FeedbackCounts counted(LocalDate from, LocalDate to, RowSet<Row> rows) {
        long up = 0;
        long down = 0;
        long rated = 0;
        long sum = 0;
        long comments = 0;
        var days = new ArrayList<Day>();
        for (var row : rows) {
            days.add(new Day(
                    row.getLocalDate("day"),
                    Counts.of(
                            row.getLong("up"),
                            row.getLong("down"),
                            row.getLong("rated"),
                            row.getLong("csat_sum"),
                            row.getLong("comments"))));
            up += row.getLong("up");
            down += row.getLong("down");
            rated += row.getLong("rated");
            sum += row.getLong("csat_sum");
            comments += row.getLong("comments");
        }
        return new FeedbackCounts(from, to, Counts.of(up, down, rated, sum, comments), days);
    }

    static FeedbackView view(Row row) {
        var message = row.getUUID("message_id");
        var csat = row.getShort("csat");
        return new FeedbackView(
                new ConversationId(row.getUUID("conversation_id")),
                message == null ? null : new MessageId(message),
                new VisitorId(row.getUUID("visitor_id")),
                row.getString("thumb"),
                csat == null ? null : csat.intValue(),
                row.getString("comment"),
                row.getOffsetDateTime("given_at").toInstant());
    }
}
