package usher.chat.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import usher.contracts.event.Metric;
import usher.kit.tenant.Tenancy;

/** The truth behind the totals in Redis: the receipts, what models used without one, and the conversations that were opened. */
@ApplicationScoped
class Totals {
    /** Longer than any turn: what running turns stored already is among the recent rows. */
    private static final Duration RECENT = Duration.ofMinutes(15);

    private static final String SUMS = """
            with used as (
              select message_id, 1 as messages, tokens_input + tokens_output as tokens, cost_micros as cost, created_at from receipt
               where tenant_id = $1 and created_at >= $2 and created_at < $3
              union all
              select message_id, 0, sum(tokens_input + tokens_cached + tokens_output + tokens_reasoning)::bigint,
                     sum(cost_micros)::bigint, max(created_at) from model_use
               where tenant_id = $1 and created_at >= $2 and created_at < $3 group by message_id)
            select coalesce(sum(messages), 0)::bigint as messages,
                   coalesce(sum(tokens), 0)::bigint as tokens,
                   coalesce(sum(cost), 0)::bigint as cost,
                   (select count(*) from conversation
                     where tenant_id = $1 and started_at >= $2 and started_at < $3) as conversations,
                   (select jsonb_object_agg(id, 1) from conversation
                     where tenant_id = $1 and started_at >= greatest($2, $4) and started_at < $3) as opened,
                   jsonb_object_agg(message_id, jsonb_build_object(
                       'messages', messages, 'tokens', tokens, 'cost', cost)) filter (where created_at >= $4) as answered
              from used
            """;

    /** The same of one visitor's answers; a day of them, by the conversations they stand in. */
    private static final String SUMS_OF_VISITOR = """
            with used as (
              select r.message_id, 1 as messages, r.tokens_input + r.tokens_output as tokens, r.cost_micros as cost, r.created_at
                from conversation c
                join message m on m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.role = 'assistant'
                join receipt r on r.tenant_id = m.tenant_id and r.message_id = m.id
               where c.tenant_id = $1 and c.visitor_id = $5 and c.last_message_at >= $2
                 and r.created_at >= $2 and r.created_at < $3)
            select coalesce(sum(messages), 0)::bigint as messages, coalesce(sum(tokens), 0)::bigint as tokens,
                   coalesce(sum(cost), 0)::bigint as cost, 0::bigint as conversations, null::jsonb as opened,
                   jsonb_object_agg(message_id, jsonb_build_object(
                       'messages', messages, 'tokens', tokens, 'cost', cost)) filter (where created_at >= $4) as answered
              from used
            """;

    private final Tenancy tenancy;

    Totals(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** {totals: {metric: amount}, recent: {answer or conversation id: {metric: amount}}} of a period, in one snapshot. */
    Uni<JsonObject> of(Account account, Instant now) {
        var arguments =
                Tuple.of(account.tenant().value(), at(account.start()), at(account.end()), at(now.minus(RECENT)));
        var visitor = account.visitor();
        var sums = visitor == null ? SUMS : SUMS_OF_VISITOR;
        if (visitor != null) {
            arguments.addUUID(visitor.value());
        }
        return tenancy.sql(
                account.tenant(),
                connection -> connection.preparedQuery(sums).execute(arguments).map(Totals::read));
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static JsonObject read(RowSet<Row> rows) {
        var row = rows.iterator().next();
        var totals = new JsonObject()
                .put(Metric.MESSAGES, row.getLong("messages"))
                .put(Metric.CONVERSATIONS, row.getLong("conversations"))
                .put(Spent.TOKENS, row.getLong("tokens"))
                .put(Metric.COST, row.getLong("cost"));
        var answered = row.getJsonObject("answered");
        var recent = answered == null ? new JsonObject() : answered.copy();
        var opened = row.getJsonObject("opened");
        if (opened != null) {
            opened.forEach(one -> recent.put(one.getKey(), new JsonObject().put(Metric.CONVERSATIONS, 1)));
        }
        return new JsonObject().put("totals", totals).put("recent", recent);
    }
}
