package usher.kit.seal;

import io.quarkus.arc.All;
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
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import usher.contracts.id.TenantId;

/**
 * Seals everything that a service stores with the first key again, so that older keys can be taken away. It sees all tenants,
 * hence the jobs pool. What is sealed shows by which key, so a run that was interrupted, or that met a change, is simply run
 * again and finds what is left.
 */
@ApplicationScoped
public class Resealing {
    private static final Logger LOG = Logger.getLogger(Resealing.class);
    private static final int BATCH = 200;
    private static final String START = "(0,0)";

    private final Pool jobs;
    private final Sealer sealer;
    private final List<SealedColumn> columns;

    public Resealing(@ReactiveDataSource("jobs") Pool jobs, Sealer sealer, @All List<SealedColumn.Known> known) {
        this.jobs = jobs;
        this.sealer = sealer;
        this.columns = known.stream().flatMap(each -> each.columns().stream()).toList();
    }

    public List<SealedColumn> columns() {
        return columns;
    }

    public Uni<Resealed> run() {
        return Multi.createFrom()
                .iterable(columns)
                .onItem()
                .transformToUniAndConcatenate(column -> from(column, new Batch(START, false, Resealed.NOTHING)))
                .collect()
                .in(Total::new, Total::add)
                .map(total -> total.sum)
                .invoke(sum -> LOG.infof("Resealed count=%d unopened=%d", sum.resealed(), sum.unopened()));
    }

    /** How far a column is; the next batch begins after this place in the table. */
    private record Batch(String place, boolean last, Resealed sum) {}

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
                .execute(Tuple.of(Buffer.buffer(sealer.mark()).getDelegate(), start.place(), BATCH))
                .chain(rows -> replace(connection, column, start, rows));
    }

    private Uni<Batch> replace(SqlConnection connection, SealedColumn column, Batch start, RowSet<Row> found) {
        var rows = StreamSupport.stream(found.spliterator(), false).toList();
        if (rows.isEmpty()) {
            return Uni.createFrom().item(new Batch(start.place(), true, start.sum()));
        }
        var sealed = rows.stream().flatMap(this::again).toList();
        var done = new Batch(
                rows.getLast().getString("place"),
                rows.size() < BATCH,
                start.sum().plus(new Resealed(sealed.size(), rows.size() - sealed.size())));
        return connection
                .preparedQuery(column.replace())
                .execute(Tuple.of(
                        sealed.stream().map(Again::place).toArray(String[]::new),
                        sealed.stream().map(Again::sealed).toArray(String[]::new)))
                .replaceWith(done);
    }

    private record Again(String place, String sealed) {}

    private Stream<Again> again(Row row) {
        return sealer
                .again(new TenantId(row.getUUID("tenant")), row.getString("sealed"))
                .map(again -> new Again(row.getString("place"), again))
                .stream();
    }
}
