package usher.billing.dunning;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.PaymentId;

/** Dunning as it is stored. What is due is found among all tenants; each case is then worked on as its tenant. */
@ApplicationScoped
class Cases {
    private static final int BATCH = 100;
    private static final String DUE =
            "select * from dunning where state = 'OPEN' and next_at <= $1 order by next_at limit $2";
    private static final String TAKE = """
            select * from dunning where tenant_id = $1 and invoice_id = $2 and state = 'OPEN' and next_at <= $3 for update skip locked""";
    private static final String END =
            "update dunning set state = $3, updated_at = $4 where tenant_id = $1 and invoice_id = $2";
    private static final String LATER =
            "update dunning set next_at = $3, updated_at = $4 where tenant_id = $1 and invoice_id = $2";
    private static final String CHARGED = """
            update dunning set payment_id = $3, first_at = coalesce(first_at, $4), next_at = $5, updated_at = $4
            where tenant_id = $1 and invoice_id = $2""";
    private static final String FAILED = """
            update dunning set payment_id = null, failures = $5, next_at = $3, updated_at = $4
            where tenant_id = $1 and invoice_id = $2""";
    private static final String OVERDUE =
            "update invoice set status = 'OVERDUE' where tenant_id = $1 and id = $2 and status = 'ISSUED'";

    private final Pool jobs;

    Cases(@ReactiveDataSource("jobs") Pool jobs) {
        this.jobs = jobs;
    }

    Uni<List<Case>> due(Instant now) {
        return jobs.preparedQuery(DUE)
                .execute(Tuple.of(at(now), BATCH))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Case::of)
                        .toList());
    }

    /** Nothing if somebody else has it in hand, or it is not due any more. The caller holds the invoice. */
    Uni<@Nullable Case> take(SqlConnection connection, Case due, Instant now) {
        return connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(due.tenant().value(), due.invoice().value(), at(now)))
                .map(rows -> rows.size() == 0 ? null : Case.of(rows.iterator().next()));
    }

    Uni<Void> end(SqlConnection connection, Case open, String state, Instant now) {
        var row = Tuple.of(open.tenant().value(), open.invoice().value(), state, at(now));
        return connection.preparedQuery(END).execute(row).replaceWithVoid();
    }

    Uni<Void> later(SqlConnection connection, Case open, Duration wait, Instant now) {
        var row = Tuple.of(open.tenant().value(), open.invoice().value(), at(now.plus(wait)), at(now));
        return connection.preparedQuery(LATER).execute(row).replaceWithVoid();
    }

    Uni<Void> charged(SqlConnection connection, Case open, PaymentId payment, Instant next, Instant now) {
        var row = Tuple.of(open.tenant().value(), open.invoice().value(), payment.value(), at(now), at(next));
        return connection.preparedQuery(CHARGED).execute(row).replaceWithVoid();
    }

    Uni<Void> failed(SqlConnection connection, Case open, int failures, Instant next, Instant now) {
        var row = Tuple.of(open.tenant().value(), open.invoice().value(), at(next), at(now), failures);
        return connection.preparedQuery(FAILED).execute(row).replaceWithVoid();
    }

    /** Whether its time is over or not. */
    Uni<Void> overdue(SqlConnection connection, Case open) {
        return connection
                .preparedQuery(OVERDUE)
                .execute(Tuple.of(open.tenant().value(), open.invoice().value()))
                .replaceWithVoid();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
