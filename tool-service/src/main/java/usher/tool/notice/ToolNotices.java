package usher.tool.notice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import usher.contracts.event.NoticeRaised;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.tenant.Tenancy;
import usher.tool.target.Call;
import usher.tool.target.Outcome.Failed;

/**
 * Raises notices of tools. A tool that fails is told of once an hour: by its key wherever it fails, and each replica remembers
 * what it has told, so that a tool that fails a thousand times writes little.
 */
@ApplicationScoped
public class ToolNotices {
    static final String FAILED = "tool.failed";
    static final String CONFIRMATION_REQUIRED = "tool.confirmation_required";

    private static final Logger LOG = Logger.getLogger(ToolNotices.class);
    private static final int REMEMBERED = 10_000;

    private final Tenancy tenancy;
    private final Events events;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Cache<Told, Boolean> told = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    ToolNotices(Tenancy tenancy, Events events, Outbox outbox, InstantSource clock) {
        this.tenancy = tenancy;
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
    }

    private record Told(TenantId tenant, String key) {}

    /** Of a call that was made and failed; not of a member's test. What cannot be told is logged, and keeps no answer waiting. */
    public Uni<Void> failed(Call call, Failed failed, int attempts) {
        var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        var news = new Told(call.tenant(), FAILED + ":" + call.tool() + ":" + hour);
        boolean test = call.context().path("test").asBoolean();
        if (test || attempts == 0 || told.asMap().putIfAbsent(news, true) != null) {
            return Uni.createFrom().voidItem();
        }
        var facts = new LinkedHashMap<String, Object>();
        facts.put("tool", call.name());
        facts.put("code", failed.code());
        facts.put("uncertain", failed.uncertain());
        facts.put("call", call.id().toString());
        facts.put("conversation", call.context().path("conversation_id").asText());
        return tenancy.sql(
                        call.tenant(),
                        connection -> outbox.append(
                                connection,
                                events.of(call.tenant(), new NoticeRaised(FAILED, news.key(), facts, null))))
                .onFailure()
                .invoke(failure -> {
                    told.invalidate(news);
                    LOG.warnf("A failing tool was not told of tenant=%s cause=%s", call.tenant(), failure.toString());
                })
                .onFailure()
                .recoverWithNull();
    }

    /** Within the transaction that makes a call wait; {@code tool} is its name. */
    public Uni<Void> confirmationRequired(
            SqlConnection connection,
            TenantId tenant,
            String tool,
            CallId call,
            ConversationId conversation,
            Instant expiresAt) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("tool", tool);
        facts.put("call", call.toString());
        facts.put("conversation", conversation.toString());
        facts.put("expires_at", expiresAt.toString());
        var notice = new NoticeRaised(CONFIRMATION_REQUIRED, CONFIRMATION_REQUIRED + ":" + call, facts, null);
        return outbox.append(connection, events.of(tenant, notice));
    }
}
