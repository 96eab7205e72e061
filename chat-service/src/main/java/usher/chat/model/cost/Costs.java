package usher.chat.model.cost;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/** Reads what models cost from receipts, and from what was used without one. */
@ApplicationScoped
class Costs {
    /** A turn that several models worked on is taken apart by its receipt, so that each is told its own. */
    private static final String BY_MODEL = """
            with answered as (
                select r.*, a.good from receipt r
                  left join answer_rating a on a.tenant_id = r.tenant_id and a.message_id = r.message_id
                 where r.tenant_id = $1 and r.created_at >= $2 and r.created_at < $3),
            used as (
                select provider, model, 1 as turns, tokens_input - tokens_cached as input, tokens_cached as cached,
                       tokens_output - tokens_reasoning as output, tokens_reasoning as reasoning, cost_micros as cost, good
                  from answered where not mixed
                union all
                select u.provider, u.model, own.turns, u.tokens_input, u.tokens_cached, u.tokens_output, u.tokens_reasoning,
                       u.cost, case when own.turns = 1 then r.good end
                  from answered r
                 cross join lateral (
                       select x.provider, x.model, (x.tokens ->> 'input')::bigint as tokens_input,
                              (x.tokens ->> 'cached')::bigint as tokens_cached, (x.tokens ->> 'output')::bigint as tokens_output,
                              (x.tokens ->> 'reasoning')::bigint as tokens_reasoning,
                              (select sum(value::bigint) from jsonb_each_text(x.micros)) as cost
                         from jsonb_to_recordset(r.body::jsonb -> 'uses') as x (provider text, model text, tokens jsonb, micros jsonb)) u
                 cross join lateral (select case when (u.provider, u.model) = (r.provider, r.model) then 1 else 0 end as turns) own
                 where r.mixed
                union all
                select provider, model, 0, tokens_input, tokens_cached, tokens_output, tokens_reasoning, cost_micros, null
                  from model_use where tenant_id = $1 and created_at >= $2 and created_at < $3)
            select provider, model, sum(turns)::bigint as turns, sum(input)::bigint as input, sum(cached)::bigint as cached,
                   sum(output)::bigint as output, sum(reasoning)::bigint as reasoning, sum(cost)::bigint as cost,
                   coalesce(sum(cost) filter (where turns = 0), 0)::bigint as unanswered,
                   count(good) as rated, count(*) filter (where good) as liked
              from used group by provider, model order by sum(cost) desc, provider, model limit 200
            """;

    private static final String ARMS = """
            with conversations as (
                select r.experiment, r.arm, r.conversation_id, avg(r.cost_micros) as cost, bool_and(a.good) as good,
                       mode() within group (order by r.provider || '/' || r.model) as model, max(r.created_at) as newest
                  from receipt r
                  left join answer_rating a on a.tenant_id = r.tenant_id and a.message_id = r.message_id
                 where r.tenant_id = $1 and r.created_at >= $2 and r.created_at < $3 and r.experiment is not null
                 group by r.experiment, r.arm, r.conversation_id)
            select experiment, arm, mode() within group (order by model) as model, count(*) as conversations,
                   avg(cost)::float8 as mean, coalesce(var_samp(cost), 0)::float8 as variance,
                   count(good) as rated, count(*) filter (where good) as liked
              from conversations group by experiment, arm
             order by max(max(newest)) over (partition by experiment) desc, experiment, arm limit 40
            """;

    private final Tenancy tenancy;

    Costs(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Uni<CostReport> report(TenantId tenant, Instant from, Instant to) {
        var range = Tuple.of(tenant.value(), at(from), at(to));
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(BY_MODEL)
                        .execute(range)
                        .map(Costs::models)
                        .chain(models -> connection
                                .preparedQuery(ARMS)
                                .execute(range)
                                .map(Costs::comparisons)
                                .map(comparisons -> report(from, to, models, comparisons))));
    }

    private static CostReport report(
            Instant from, Instant to, List<CostReport.OfModel> models, List<Comparison> comparisons) {
        long total = models.stream().mapToLong(CostReport.OfModel::costMicros).sum();
        return new CostReport(from, to, "USD", total, models, comparisons, Advice.from(comparisons));
    }

    private static List<CostReport.OfModel> models(RowSet<Row> rows) {
        var models = new ArrayList<CostReport.OfModel>();
        for (var row : rows) {
            long turns = row.getLong("turns");
            long cost = row.getLong("cost");
            long rated = row.getLong("rated");
            models.add(new CostReport.OfModel(
                    row.getString("provider"),
                    row.getString("model"),
                    turns,
                    new CostReport.Tokens(
                            row.getLong("input"),
                            row.getLong("cached"),
                            row.getLong("output"),
                            row.getLong("reasoning")),
                    cost,
                    row.getLong("unanswered"),
                    turns == 0 ? null : cost / turns,
                    rated,
                    share(row.getLong("liked"), rated)));
        }
        return models;
    }

    private static List<Comparison> comparisons(RowSet<Row> rows) {
        Map<String, Map<String, Comparison.Measured>> arms = new LinkedHashMap<>();
        for (var row : rows) {
            var arm = new Comparison.Arm(
                    row.getString("model"),
                    row.getLong("conversations"),
                    row.getDouble("mean"),
                    row.getLong("rated"),
                    row.getLong("liked"));
            arms.computeIfAbsent(row.getString("experiment"), name -> new LinkedHashMap<>())
                    .put(row.getString("arm"), new Comparison.Measured(arm, row.getDouble("variance")));
        }
        var comparisons = new ArrayList<Comparison>();
        arms.forEach((experiment, both) -> {
            var usual = both.get("a");
            var variant = both.get("b");
            if (usual != null && variant != null) {
                comparisons.add(Comparison.of(experiment, usual, variant));
            }
        });
        return comparisons;
    }

    private static @Nullable Double share(long good, long all) {
        return all == 0 ? null : (double) good / all;
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
