package usher.billing.outcome.book;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import usher.billing.outcome.book.Dossiers.Dossier;
import usher.billing.outcome.book.Judged.Place;
import usher.billing.outcome.rule.RuleBook;
import usher.billing.outcome.rule.Rules;
import usher.billing.outcome.signal.OutcomeConfig;
import usher.billing.usage.Touched;
import usher.contracts.id.TenantId;

/**
 * Judges conversations in which something was heard or whose time has come, some hundred in one transaction: what is posted, and when to
 * look again. It holds their rows, so that no two replicas judge one conversation at a time and what comes in meanwhile waits.
 */
@ApplicationScoped
public class DueEpisodes {
    private static final Logger LOG = Logger.getLogger(DueEpisodes.class);
    /** When a conversation that could not be judged is tried again. */
    private static final Duration REST = Duration.ofHours(1);

    private static final String DUE = """
            select tenant_id, conversation_id from outcome_conversation where next_look <= $1
            order by next_look limit $2 for update skip locked""";

    private final Pool jobs;
    private final Dossiers dossiers;
    private final Postings postings;
    private final RuleBook rules;
    private final Touched touched;
    private final InstantSource clock;
    private final OutcomeConfig config;

    DueEpisodes(
            @ReactiveDataSource("jobs") Pool jobs,
            Dossiers dossiers,
            Postings postings,
            RuleBook rules,
            Touched touched,
            InstantSource clock,
            OutcomeConfig config) {
        this.jobs = jobs;
        this.dossiers = dossiers;
        this.postings = postings;
        this.rules = rules;
        this.touched = touched;
        this.clock = clock;
        this.config = config;
    }

    @Scheduled(
            every = "${usher.billing.outcome.every:2s}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> judge() {
        return by(clock.instant())
                .onFailure()
                .invoke(failure -> LOG.warnf("Episodes wait cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    /** Judges all that is due by then, as things stand then. */
    public Uni<Void> by(Instant now) {
        return Multi.createBy()
                .repeating()
                .uni(() -> jobs.withTransaction(connection -> some(connection, now))
                        .invoke(judged -> touched.add(charged(judged))))
                .whilst(judged -> judged.size() == config.batch())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<List<Judged>> some(SqlConnection connection, Instant now) {
        return connection
                .preparedQuery(DUE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), config.batch()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Place(row.getUUID("tenant_id"), row.getUUID("conversation_id")))
                        .toList())
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : rules.all(connection)
                                .chain(all -> dossiers.of(connection, due).map(found -> judged(found, all, now)))
                                .call(judged -> postings.post(connection, judged, now)));
    }

    private static List<Judged> judged(Map<Place, Dossier> dossiers, Rules rules, Instant now) {
        var judged = new ArrayList<Judged>();
        dossiers.forEach((place, dossier) -> judged.add(judged(place, dossier, rules, now)));
        return judged;
    }

    private static Judged judged(Place place, Dossier dossier, Rules rules, Instant now) {
        try {
            return Judged.of(place, dossier.signals(), dossier.kept(), rules, now);
        } catch (ArithmeticException | IllegalStateException broken) {
            // One conversation that cannot be judged must not keep all others from being.
            LOG.errorf(
                    broken,
                    "A conversation cannot be judged tenant=%s conversation=%s",
                    place.tenant(),
                    place.conversation());
            return new Judged(place, List.of(), List.of(), now.plus(REST));
        }
    }

    /** Whose usage was changed, and of how long ago. */
    private static Map<TenantId, Instant> charged(List<Judged> judged) {
        var charged = new HashMap<TenantId, Instant>();
        for (var each : judged) {
            each.settled().stream()
                    .flatMap(settled -> settled.moves().stream())
                    .forEach(move -> charged.merge(
                            new TenantId(each.place().tenant()),
                            move.occurredAt(),
                            (one, other) -> one.isBefore(other) ? one : other));
        }
        return charged;
    }
}
