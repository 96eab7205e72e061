package usher.tool.stock;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import usher.kit.time.Ids;

/**
 * Takes watches that are due, of all tenants, so that no two replicas check the same. Of those that have waited longest one of
 * each tenant comes first, then a second of each, so that nobody waits for all that another has.
 */
@ApplicationScoped
class Claims {
    private static final int LONGEST_WAITING = 1_000;
    private static final String TAKE = """
            with waiting as (
                select tenant_id, id, next_check_at from stock_watch
                 where enabled and next_check_at <= $1 order by next_check_at limit $2),
            turns as (
                select tenant_id, id, next_check_at,
                       row_number() over (partition by tenant_id order by next_check_at, id) as turn
                  from waiting),
            taken as (
                select w.tenant_id, w.id from stock_watch w join turns t using (tenant_id, id)
                 where w.enabled and w.next_check_at <= $1
                 order by t.turn, t.next_check_at limit $3 for update of w skip locked),
            claimed as (
                update stock_watch w set claim = $4, next_check_at = $5
                  from taken where w.tenant_id = taken.tenant_id and w.id = taken.id
                returning w.*)
            select c.*, i.name as system, o.risk as operation_risk, o.status as operation_status,
                   t.data ->> 'status' as tenant_status
              from claimed c
              join integration i on i.tenant_id = c.tenant_id and i.id = c.integration_id
              left join operation o on o.tenant_id = c.tenant_id and o.id = c.operation_id
              left join tenant_snapshot t on t.tenant_id = c.tenant_id
            """;

    private final Pool jobs;
    private final StockConfig config;
    private final Ids ids;

    Claims(@ReactiveDataSource("jobs") Pool jobs, StockConfig config, Ids ids) {
        this.jobs = jobs;
        this.config = config;
        this.ids = ids;
    }

    /** Some of what was due at that moment; none when nothing is, or others have all of it. */
    Uni<List<Due>> take(Instant moment) {
        return jobs.preparedQuery(TAKE)
                .execute(Tuple.of(
                        moment.atOffset(ZoneOffset.UTC),
                        LONGEST_WAITING,
                        config.batch(),
                        ids.next(),
                        moment.plus(config.claim()).atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var due = new ArrayList<Due>();
                    rows.forEach(row -> due.add(Due.of(row)));
                    return due;
                });
    }
}
