package usher.tool.credential;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import usher.contracts.id.TenantId;
import usher.kit.seal.Sealer;

/**
 * Seals everything that is stored with the first key again, so that older keys can be taken away. It sees all tenants,
 * hence the jobs pool. A row shows by which key it was sealed, so a run that was interrupted, or that met a change, is
 * simply run again and finds what is left.
 */
@ApplicationScoped
class Resealing {
    private static final Logger LOG = Logger.getLogger(Resealing.class);
    private static final int BATCH = 200;
    private static final UUID FIRST = new UUID(0, 0);

    private final Pool jobs;
    private final Sealer sealer;

    Resealing(@ReactiveDataSource("jobs") Pool jobs, Sealer sealer) {
        this.jobs = jobs;
        this.sealer = sealer;
    }

    Uni<Resealed> run() {
        return Multi.createFrom()
                .iterable(SealedColumn.ALL)
                .onItem()
                .transformToUniAndConcatenate(column -> from(column, new Batch(FIRST, FIRST, false, Resealed.NOTHING)))
                .collect()
                .in(Total::new, Total::add)
                .map(total -> total.sum)
                .invoke(sum -> LOG.infof("Resealed count=%d unopened=%d", sum.resealed(), sum.unopened()));
    }

    /** How far a column is; the next batch begins after this row. */
    private record Batch(UUID tenant, UUID id, boolean last, Resealed sum) {}

    private static final class Total {
        private Resealed sum = Resealed.NOTHING;

        void add(Resealed more) {
            sum = sum.plus(more);
        }
    }

    private Uni<Resealed> from(SealedColumn column, Batch start) {
        return jobs.withTransaction(connection -> next(connection, column, start))
                .chain(done -> done.last() ? Uni.createFrom().item(done.sum()) : from(column, done));
    }

    private Uni<Batch> next(SqlConnection connection, SealedColumn column, Batch start) {
        return connection
                .preparedQuery(column.batch())
                .execute(Tuple.of(Buffer.buffer(sealer.mark()).getDelegate(), start.tenant(), start.id(), BATCH))
                .chain(rows -> replace(connection, column, start, rows));
    }

    private Uni<Batch> replace(SqlConnection connection, SealedColumn column, Batch start, RowSet<Row> found) {
        var rows = StreamSupport.stream(found.spliterator(), false).toList();
        if (rows.isEmpty()) {
            return Uni.createFrom().item(new Batch(start.tenant(), start.id(), true, start.sum()));
        }
        var sealed = rows.stream().flatMap(this::again).toList();
        var last = rows.getLast();
        var done = new Batch(
                last.getUUID("tenant_id"),
                last.getUUID("id"),
                rows.size() < BATCH,
                start.sum().plus(new Resealed(sealed.size(), rows.size() - sealed.size())));
        return connection
                .preparedQuery(column.replace())
                .execute(columns(sealed))
                .replaceWith(done);
    }

    private record Again(UUID tenant, UUID id, String sealed) {}

    private Stream<Again> again(Row row) {
        var tenant = row.getUUID("tenant_id");
        return sealer
                .again(new TenantId(tenant), row.getString("sealed"))
                .map(again -> new Again(tenant, row.getUUID("id"), again))
                .stream();
    }

    private static Tuple columns(List<Again> rows) {
        return Tuple.tuple()
                .addArrayOfUUID(rows.stream().map(Again::tenant).toArray(UUID[]::new))
                .addArrayOfUUID(rows.stream().map(Again::id).toArray(UUID[]::new))
                .addArrayOfString(rows.stream().map(Again::sealed).toArray(String[]::new));
    }
}
