package usher.chat.knowledge;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import usher.chat.errand.Embedding;
import usher.chat.errand.Errand;
import usher.chat.limit.RedisScripts;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/**
 * Makes the embeddings of a tenant's passages anew after it chose another model for them. One replica does it, beside everything
 * else; until it is done, the passages that wait are found by their words.
 */
@ApplicationScoped
class Reembedding {
    private static final Logger LOG = Logger.getLogger(Reembedding.class);
    private static final Errand EMBED = Errand.of("embed");
    private static final int AT_ONCE = 256;
    /** Also the rest after a failure. */
    private static final Duration LOCK = Duration.ofMinutes(1);

    private static final String WAITING = """
            select p.knowledge_id, p.chunk, p.text from passage p
             where p.tenant_id = $1 and p.model <> $2 order by p.knowledge_id, p.chunk limit $3
            """;
    private static final String STORE = """
            update passage p set embedding = made.embedding::real[], model = $2
              from unnest($3::uuid[], $4::int[], $5::text[]) as made (knowledge_id, chunk, embedding)
             where p.tenant_id = $1 and p.knowledge_id = made.knowledge_id and p.chunk = made.chunk
            """;

    private final Tenancy tenancy;
    private final RedisScripts redis;

    Reembedding(Tenancy tenancy, RedisScripts redis) {
        this.tenancy = tenancy;
        this.redis = redis;
    }

    private record Waiting(UUID knowledge, int chunk, String text) {}

    /** Returns at once; asked again while it is done somewhere, it does nothing. */
    void begin(TenantId tenant, Embedding by) {
        var lock = "t:" + tenant + ":reembedding";
        redis.once(lock, LOCK)
                .chain(ours -> ours ? all(tenant, by, lock) : Uni.createFrom().voidItem())
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf("Embeddings were not made anew tenant=%s cause=%s", tenant, failure));
    }

    private Uni<Void> all(TenantId tenant, Embedding by, String lock) {
        return Multi.createBy()
                .repeating()
                .uni(() -> some(tenant, by))
                .until(made -> made < AT_ONCE)
                .collect()
                .last()
                .chain(() -> redis.forget(lock))
                .invoke(() -> LOG.infof("Embeddings were made anew tenant=%s model=%s", tenant, by.name()));
    }

    /** How many were made. The knowledge has a new version with each part, so that indexes see it. */
    private Uni<Integer> some(TenantId tenant, Embedding by) {
        return waiting(tenant, by)
                .chain(waiting -> waiting.isEmpty()
                        ? Uni.createFrom().item(0)
                        : by.embedAll(EMBED, waiting.stream().map(Waiting::text).toList())
                                .chain(vectors -> store(tenant, by, waiting, vectors))
                                .replaceWith(waiting.size()));
    }

    private Uni<List<Waiting>> waiting(TenantId tenant, Embedding by) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(WAITING)
                        .execute(Tuple.of(tenant.value(), by.name().toString(), AT_ONCE))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> new Waiting(
                                        row.getUUID("knowledge_id"), row.getInteger("chunk"), row.getString("text")))
                                .toList()));
    }

    private Uni<Void> store(TenantId tenant, Embedding by, List<Waiting> waiting, List<float[]> vectors) {
        var rows = Tuple.of(
                tenant.value(),
                by.name().toString(),
                waiting.stream().map(Waiting::knowledge).toArray(UUID[]::new),
                waiting.stream().map(Waiting::chunk).toArray(Integer[]::new),
                vectors.stream().map(EntryRows::literal).toArray(String[]::new));
        return tenancy.sql(
                tenant,
                connection -> Entries.nextVersion(connection, tenant)
                        .chain(() -> connection.preparedQuery(STORE).execute(rows))
                        .replaceWithVoid());
    }
}
