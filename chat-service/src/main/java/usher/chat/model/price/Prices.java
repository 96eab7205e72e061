package usher.chat.model.price;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.chat.model.ModelName;
import usher.contracts.money.TokenPrice;
import usher.kit.page.PageRequest;
import usher.kit.problem.Refusal;

/** What providers take for a model, by the row in force now. A model without a row is refused, never free. */
@ApplicationScoped
public class Prices {
    private static final String IN_FORCE = """
            select wanted.provider, wanted.model, price.effective_from, price.input, price.output,
                   coalesce(price.cached, price.input) as cached, coalesce(price.reasoning, price.output) as reasoning,
                   price.most_input
              from unnest($1::text[], $2::text[]) as wanted (provider, model)
             cross join lateral (select * from model_price p
                                  where p.provider = wanted.provider and p.model = wanted.model and p.effective_from <= $3
                                  order by p.effective_from desc limit 1) price
            """;
    private static final String LIST = """
            select known.provider, known.model, prices.history
              from (select distinct provider, model from model_price
                     where $1::text is null or (provider, model) > ($1, $2) order by provider, model limit $3) known
             cross join lateral (
                   select jsonb_agg(jsonb_build_object('from', h.effective_from, 'input', h.input::text, 'output', h.output::text,
                                    'cached', h.cached::text, 'reasoning', h.reasoning::text, 'most_input', h.most_input)
                                    order by h.effective_from desc) as history
                     from (select * from model_price p where p.provider = known.provider and p.model = known.model
                            order by p.effective_from desc limit 20) h) prices
             order by known.provider, known.model
            """;
    private static final String ADD = """
            insert into model_price (provider, model, effective_from, input, cached, output, reasoning, most_input)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (provider, model, effective_from) do nothing
            """;

    private final Pool pool;
    private final InstantSource clock;

    Prices(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    public Uni<Optional<Price>> of(ModelName name) {
        return of(Set.of(name)).map(found -> Optional.ofNullable(found.get(name)));
    }

    /** The prices in force; models without one are missing. */
    public Uni<Map<ModelName, Price>> of(Collection<ModelName> names) {
        var wanted = List.copyOf(names);
        var row = Tuple.of(
                wanted.stream().map(ModelName::provider).toArray(String[]::new),
                wanted.stream().map(ModelName::model).toArray(String[]::new),
                at(clock.instant()));
        return pool.preparedQuery(IN_FORCE).execute(row).map(rows -> {
            var found = new HashMap<ModelName, Price>();
            rows.forEach(
                    each -> found.put(new ModelName(each.getString("provider"), each.getString("model")), price(each)));
            return found;
        });
    }

    Uni<List<PricedModel>> list(PageRequest page) {
        @Nullable ModelName after = page.startingAfter(Prices::cursor);
        var row = Tuple.of(after == null ? null : after.provider(), after == null ? null : after.model(), page.fetch());
        return pool.preparedQuery(LIST)
                .execute(row)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::priced)
                        .toList());
    }

    Uni<PriceModel> add(PriceModel price) {
        var from = price.effectiveFrom() == null ? clock.instant() : price.effectiveFrom();
        var row = Tuple.tuple()
                .addString(price.provider())
                .addString(price.model())
                .addOffsetDateTime(at(from))
                .addBigDecimal(price.inputPerMillion())
                .addBigDecimal(price.cachedPerMillion())
                .addBigDecimal(price.outputPerMillion())
                .addBigDecimal(price.reasoningPerMillion())
                .addLong(price.mostInputTokens());
        return pool.preparedQuery(ADD).execute(row).map(added -> {
            if (added.rowCount() == 0) {
                throw Refusal.conflict("price-exists", "This model has a price from that moment already.");
            }
            return price;
        });
    }

    private static Price price(Row row) {
        return new Price(
                row.getOffsetDateTime("effective_from").toInstant(),
                new TokenPrice(row.getBigDecimal("input")),
                new TokenPrice(row.getBigDecimal("cached")),
                new TokenPrice(row.getBigDecimal("output")),
                new TokenPrice(row.getBigDecimal("reasoning")),
                row.getLong("most_input"));
    }

    private PricedModel priced(Row row) {
        var history = row.getJsonArray("history").stream()
                .map(JsonObject.class::cast)
                .map(each -> new PricedModel.Row(
                        OffsetDateTime.parse(each.getString("from")).toInstant(),
                        new BigDecimal(each.getString("input")),
                        decimal(each.getString("cached")),
                        new BigDecimal(each.getString("output")),
                        decimal(each.getString("reasoning")),
                        each.getLong("most_input")))
                .toList();
        return PricedModel.of(row.getString("provider"), row.getString("model"), history, clock.instant());
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    /** Names of models may hold a slash, names of providers do not. */
    private static ModelName cursor(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("A cursor is provider/model");
        }
        return new ModelName(text.substring(0, slash), text.substring(slash + 1));
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
