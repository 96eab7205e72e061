package usher.billing.collection;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.PaymentId;

/** Finds the payments of all tenants, for the platform, as jobs. */
@ApplicationScoped
class AllPayments {
    private static final String LIST = """
            select * from payment
            where ($1::uuid is null or id < $1) and ($2::text is null or state = $2) and ($3::text is null or provider = $3)
                and ($4::uuid is null or tenant_id = $4) and ($5::timestamptz is null or created_at >= $5)
                and ($6::timestamptz is null or created_at < $6)
            order by id desc limit $7""";

    private final Pool jobs;

    AllPayments(@ReactiveDataSource("jobs") Pool jobs) {
        this.jobs = jobs;
    }

    /** The newest first. */
    Uni<List<Payment>> list(@Nullable PaymentId before, AllPaymentsFilter which, int rows) {
        var state = which.state();
        var tenant = which.tenant();
        var asked = Tuple.tuple()
                .addUUID(before == null ? null : before.value())
                .addString(state == null ? null : state.name())
                .addString(which.provider())
                .addUUID(tenant == null ? null : tenant.value())
                .addOffsetDateTime(which.since())
                .addOffsetDateTime(which.until())
                .addInteger(rows);
        return jobs.preparedQuery(LIST)
                .execute(asked)
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(PaymentRows::payment)
                        .toList());
    }
}
