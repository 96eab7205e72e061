package usher.chat.conversation.management;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Makes new messages searchable, a few seconds after they were said. Replicas take turns at it by a row lock, a batch each, so
 * that a busy hour is caught up with and nobody holds the lock for long.
 */
@ApplicationScoped
class SearchIndex {
    private static final Logger LOG = Logger.getLogger(SearchIndex.class);
    private static final int BATCH = 2000;
    private static final String INDEX = "select index_messages($1)";

    private final Pool jobs;

    SearchIndex(@ReactiveDataSource("jobs") Pool jobs) {
        this.jobs = jobs;
    }

    @Scheduled(
            every = "${usher.search.every:5s}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> now() {
        return catchUp()
                .onFailure()
                .invoke(failure -> LOG.warnf("Messages wait to be searchable cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    /** Until nothing is new. */
    Uni<Void> catchUp() {
        return Multi.createBy()
                .repeating()
                .uni(this::batch)
                .whilst(indexed -> indexed == BATCH)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Integer> batch() {
        return jobs.preparedQuery(INDEX)
                .execute(Tuple.of(BATCH))
                .map(rows -> rows.iterator().next().getInteger(0));
    }
}
