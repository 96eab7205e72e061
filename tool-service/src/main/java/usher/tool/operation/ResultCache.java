package usher.tool.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import usher.tool.target.Outcome.Succeeded;
import usher.tool.target.Reply;

/** Answers of operations that read, in Redis for a short time. A Redis that is away or slow is a miss, never a failure. */
@ApplicationScoped
class ResultCache {
    private static final Logger LOG = Logger.getLogger(ResultCache.class);

    private final RedisAPI redis;
    private final ObjectMapper json;
    private final ResultCacheConfig config;

    ResultCache(RedisAPI redis, ObjectMapper json, ResultCacheConfig config) {
        this.redis = redis;
        this.json = json;
        this.config = config;
    }

    /** Another key for whatever changes: the integration, what the operation does, what it is asked. */
    static String key(Prepared prepared, JsonNode arguments) {
        var link = prepared.link();
        var asked = Canonical.text(prepared.operation().definition()) + '\n' + Canonical.text(arguments);
        return "t:" + link.tenant() + ":result:" + link.id() + ':' + link.version() + ':'
                + prepared.operation().id() + ':' + sha256(asked);
    }

    Uni<Optional<JsonNode>> find(String key) {
        return redis.get(key)
                .ifNoItem()
                .after(config.patience())
                .fail()
                .map(found -> found == null ? Optional.<JsonNode>empty() : read(found.toString()))
                .onFailure()
                .invoke(failure -> LOG.debugf("No result was found cause=%s", failure))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    /** What failed may work the next time, and what is large is not worth the memory. */
    Uni<Void> keep(String key, Reply reply, Duration life) {
        if (!(reply.outcome() instanceof Succeeded(var result, var display)) || display != null) {
            return Uni.createFrom().voidItem();
        }
        var text = result.toString();
        if (text.length() > config.longest()) {
            return Uni.createFrom().voidItem();
        }
        return redis.set(List.of(key, text, "EX", Long.toString(life.toSeconds())))
                .ifNoItem()
                .after(config.patience())
                .fail()
                .onFailure()
                .invoke(failure -> LOG.debugf("A result was not kept cause=%s", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Optional<JsonNode> read(String text) {
        try {
            return Optional.of(json.readTree(text));
        } catch (JsonProcessingException foreign) {
            return Optional.empty();
        }
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
