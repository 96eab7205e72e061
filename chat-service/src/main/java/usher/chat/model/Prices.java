package usher.chat.model;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import usher.contracts.money.TokenPrice;

/** What providers take for a model, by the row in force now. A model without a row is refused, never free. */
@ApplicationScoped
class Prices {
    private static final String FIND = """
            select input, output from model_price
             where provider = $1 and model = $2 and effective_from <= $3
             order by effective_from desc limit 1
            """;
    private static final String ADD = """
            insert into model_price (provider, model, effective_from, input, output) values ($1, $2, $3, $4, $5)
            on conflict (provider, model, effective_from) do nothing
            """;

    private final Pool pool;
    private final InstantSource clock;

    Prices(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Prices of a million input and output tokens in US dollars. */
    record Price(TokenPrice input, TokenPrice output) {}

    Uni<Optional<Price>> of(String provider, String model) {
        var now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        return pool.preparedQuery(FIND).execute(Tuple.of(provider, model, now)).map(rows -> {
            for (var row : rows) {
                return Optional.of(new Price(
                        new TokenPrice(row.getBigDecimal("input")), new TokenPrice(row.getBigDecimal("output"))));
            }
            return Optional.empty();
        });
    }

    /** False when the model has a price from this very moment already. */
    Uni<Boolean> add(PriceModel price) {
        var from = price.effectiveFrom() == null ? clock.instant() : price.effectiveFrom();
        var row = Tuple.of(
                price.provider(),
                price.model(),
                OffsetDateTime.ofInstant(from, ZoneOffset.UTC),
                price.inputPerMillion(),
                price.outputPerMillion());
        return pool.preparedQuery(ADD).execute(row).map(added -> added.rowCount() == 1);
    }
}
