package usher.chat.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Answer;
import usher.contracts.id.TenantId;

/** Finds and keeps answers. A Redis that is away or slow is a miss, never a failure. */
@ApplicationScoped
public class AnswerCache {
    private static final Logger LOG = Logger.getLogger(AnswerCache.class);

    private final CacheSwitches switches;
    private final RedisAPI redis;
    private final ObjectMapper mapper;
    private final CacheConfig config;

    AnswerCache(CacheSwitches switches, RedisAPI redis, ObjectMapper mapper, CacheConfig config) {
        this.switches = switches;
        this.redis = redis;
        this.mapper = mapper;
        this.config = config;
    }

    /** {@code key} is asked for only when the tenant wants a cache. */
    public Uni<LookUp> find(TenantId tenant, Supplier<Uni<CacheKey>> key) {
        return switches.isOn(tenant)
                .chain(on -> on
                        ? key.get().map(CacheKey::text).chain(this::look)
                        : Uni.createFrom().item(new LookUp.Unused()));
    }

    /** Keeps a plain, complete answer; what a tool said or what was cut short is true only once. */
    public Uni<Void> keep(String key, Answer answer) {
        if (!answer.tools().isEmpty()
                || !answer.finishReason().equals("stop")
                || answer.text().length() > config.longest()) {
            return Uni.createFrom().voidItem();
        }
        var life = Long.toString(config.life().toSeconds());
        return redis.set(List.of(key, json(CachedAnswer.of(answer)), "EX", life))
                .ifNoItem()
                .after(config.patience())
                .fail()
                .onFailure()
                .invoke(failure -> LOG.debugf("An answer was not kept cause=%s", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<LookUp> look(String key) {
        return redis.get(key)
                .ifNoItem()
                .after(config.patience())
                .fail()
                .map(found -> read(key, found))
                .onFailure()
                .invoke(failure -> LOG.debugf("The cache did not answer cause=%s", failure))
                .onFailure()
                .recoverWithItem(new LookUp.Miss(key));
    }

    private LookUp read(String key, @Nullable Response found) {
        try {
            return found == null
                    ? new LookUp.Miss(key)
                    : new LookUp.Hit(mapper.readValue(found.toString(), CachedAnswer.class));
        } catch (JsonProcessingException otherVersion) {
            return new LookUp.Miss(key);
        }
    }

    private String json(CachedAnswer answer) {
        try {
            return mapper.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer is always writable", e);
        }
    }
}
