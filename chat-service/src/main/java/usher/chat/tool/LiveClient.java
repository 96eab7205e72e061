package usher.chat.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.chat.model.wire.Breaker;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;
import usher.kit.access.Tokens;

/**
 * Asks tool-service for live data, once and for a short time. Whatever goes wrong means that there is none; while tool-service
 * keeps failing it is not asked.
 */
@ApplicationScoped
public class LiveClient {
    private static final Logger LOG = Logger.getLogger(LiveClient.class);
    private static final String PATH = "/api/v1/tools/internal/live-data";
    private static final String AUDIENCE = "tool";
    /** What the way there and back may take of the time. */
    private static final long WAY_MILLIS = 150;

    private final WebClient client;
    private final ToolConfig config;
    private final Tokens tokens;
    private final ObjectMapper mapper;
    private final Breaker breaker;

    LiveClient(Vertx vertx, ToolConfig config, Tokens tokens, ObjectMapper mapper, InstantSource clock) {
        this.client = WebClient.create(
                vertx, new WebClientOptions().setMaxPoolSize(64).setConnectTimeout((int)
                                config.livePatience().toMillis()));
        this.config = config;
        this.tokens = tokens;
        this.mapper = mapper;
        this.breaker = new Breaker(clock);
    }

    /** One answer, and when it was given. */
    public record Answer(OperationId operation, JsonNode result, Instant at) {}

    private record Answers(List<Answer> data) {}

    private record Asked(
            List<OperationId> operations,
            String question,
            @Nullable Map<String, Object> identity,
            String locale,
            long timeoutMs) {}

    /** What was there in time; {@code identity} is empty for an anonymous visitor. */
    public Uni<List<Answer>> ask(
            TenantId tenant,
            List<OperationId> operations,
            String question,
            Map<String, Object> identity,
            String locale) {
        if (!breaker.lets()) {
            return Uni.createFrom().item(List.of());
        }
        var patience = config.livePatience();
        long timeout = Math.max(50, patience.toMillis() - WAY_MILLIS);
        var asked = new Asked(operations, question, identity.isEmpty() ? null : identity, locale, timeout);
        return Uni.createFrom()
                .deferred(() -> send(tenant, asked, patience))
                .map(this::read)
                .ifNoItem()
                .after(patience)
                .fail()
                .invoke(breaker::worked)
                .onFailure()
                .invoke(failure -> {
                    breaker.failed();
                    LOG.warnf(
                            "No live data tenant=%s cause=%s",
                            tenant, failure.getClass().getSimpleName());
                })
                .onFailure()
                .recoverWithItem(List.of());
    }

    private Uni<HttpResponse<Buffer>> send(TenantId tenant, Asked asked, Duration patience) {
        return client.postAbs(config.url() + PATH)
                .timeout(patience.toMillis())
                .putHeader("Content-Type", "application/json")
                .bearerTokenAuthentication(tokens.service(AUDIENCE, tenant))
                .sendBuffer(Buffer.buffer(json(asked)));
    }

    private List<Answer> read(HttpResponse<Buffer> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("tool-service refused with " + response.statusCode());
        }
        try {
            return mapper.readerFor(Answers.class)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .<Answers>readValue(response.bodyAsString())
                    .data();
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("tool-service answered something else", foreign);
        }
    }

    private String json(Asked asked) {
        try {
            return mapper.writeValueAsString(asked);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is asked is always writable", e);
        }
    }
}
