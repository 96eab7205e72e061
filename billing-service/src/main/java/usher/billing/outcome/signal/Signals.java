package usher.billing.outcome.signal;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.billing.outcome.episode.Signal;

/** The signals of all conversations; each is kept once, however often it comes. */
@ApplicationScoped
public class Signals {
    private static final Logger LOG = Logger.getLogger(Signals.class);
    private static final String NOTE = "select note_outcome_signals($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    private static final String FORGET = "select forget_outcome_signals($1, $2)";

    private final Pool jobs;
    private final InstantSource clock;
    private final OutcomeConfig config;

    Signals(@ReactiveDataSource("jobs") Pool jobs, InstantSource clock, OutcomeConfig config) {
        this.jobs = jobs;
        this.clock = clock;
        this.config = config;
    }

    Uni<Void> note(List<Noted> noted) {
        return jobs.preparedQuery(NOTE).execute(columns(noted)).replaceWithVoid();
    }

    @Scheduled(
            every = "${usher.billing.outcome.forget-every:1h}",
            delayed = "60s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return forget(clock.instant())
                .onFailure()
                .invoke(failure -> LOG.warnf("Signals wait to be forgotten cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Some hundred conversations in one transaction, for as long as there are any. */
    public Uni<Void> forget(Instant now) {
        var before = now.atOffset(ZoneOffset.UTC).minus(config.kept());
        return Multi.createBy()
                .repeating()
                .uni(() -> jobs.preparedQuery(FORGET)
                        .execute(Tuple.of(before, config.batch()))
                        .map(rows -> rows.iterator().next().getLong(0)))
                .whilst(gone -> gone == config.batch())
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** A row of {@code outcome_signal}. */
    public static Signal read(Row row) {
        return new Signal(
                row.getUUID("event_id"),
                row.getOffsetDateTime("at").toInstant(),
                Signal.Kind.valueOf(row.getString("kind")),
                row.getString("intent"),
                row.getBoolean("finished"),
                row.getBoolean("grounded"),
                row.getUUID("message_id"),
                number(row.getShort("thumb")),
                number(row.getShort("rating")));
    }

    private static Tuple columns(List<Noted> noted) {
        return Tuple.tuple()
                .addArrayOfUUID(column(noted, each -> each.tenant().value(), UUID[]::new))
                .addArrayOfUUID(column(noted, each -> each.conversation().value(), UUID[]::new))
                .addArrayOfUUID(column(noted, each -> each.signal().id(), UUID[]::new))
                .addArrayOfOffsetDateTime(
                        column(noted, each -> each.signal().at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addArrayOfString(column(noted, each -> each.signal().kind().name(), String[]::new))
                .addArrayOfString(column(noted, each -> each.signal().intent(), String[]::new))
                .addArrayOfBoolean(column(noted, each -> each.signal().finished(), Boolean[]::new))
                .addArrayOfBoolean(column(noted, each -> each.signal().grounded(), Boolean[]::new))
                .addArrayOfUUID(column(noted, each -> each.signal().message(), UUID[]::new))
                .addArrayOfShort(column(noted, each -> small(each.signal().thumb()), Short[]::new))
                .addArrayOfShort(column(noted, each -> small(each.signal().rating()), Short[]::new));
    }

    private static <T> T[] column(List<Noted> noted, Function<Noted, @Nullable T> value, IntFunction<T[]> array) {
        return noted.stream().map(value).toArray(array);
    }

    private static @Nullable Integer number(@Nullable Short stored) {
        return stored == null ? null : stored.intValue();
    }

    private static @Nullable Short small(@Nullable Integer number) {
        return number == null ? null : number.shortValue();
    }
}
