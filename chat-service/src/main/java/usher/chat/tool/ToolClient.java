package usher.chat.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.time.Duration;
import org.jboss.logging.Logger;
import usher.contracts.id.CallId;
import usher.contracts.id.TenantId;
import usher.kit.access.Tokens;
import usher.kit.problem.Refusal;

/**
 * Asks tool-service to run a tool, and passes on what visitors decide. A run that cannot be had is an outcome the assistant can speak of, not a failure of the
 * turn. Repeating is safe because the call id makes a repeated run the same run.
 */
@ApplicationScoped
public class ToolClient {
    private static final Logger LOG = Logger.getLogger(ToolClient.class);
    private static final String AUDIENCE = "tool";

    private final WebClient client;
    private final ToolConfig config;
    private final Tokens tokens;
    private final ObjectMapper mapper;

    ToolClient(Vertx vertx, ToolConfig config, Tokens tokens, ObjectMapper mapper) {
        this.client = WebClient.create(
                vertx, new WebClientOptions().setMaxPoolSize(64).setConnectTimeout(2000));
        this.config = config;
        this.tokens = tokens;
        this.mapper = mapper;
    }

    public Uni<ToolRun> run(TenantId tenant, RunTool call) {
        return Uni.createFrom()
                .deferred(() -> send(tenant, "", call))
                .onFailure(ConnectException.class)
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(1))
                .atMost(3)
                .map(this::read)
                .onFailure()
                .invoke(failure -> LOG.warnf("A tool could not be run tool=%s cause=%s", call.tool(), failure))
                .onFailure()
                .recoverWithItem(() -> ToolRun.failed("tool-unavailable", "The tool cannot be reached right now."));
    }

    /**
     * Passes a visitor's decision on and answers what came of it. The first decision counts, so it may be repeated. One that
     * cannot be passed on is refused, because nothing is known then of what it led to.
     */
    public Uni<ToolRun> decide(TenantId tenant, CallId call, Decide decision) {
        return Uni.createFrom()
                .deferred(() -> send(tenant, "/" + call + "/decision", decision))
                .onFailure(ConnectException.class)
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(1))
                .atMost(3)
                .map(this::readDecided)
                .onFailure(failure -> !(failure instanceof Refusal))
                .invoke(failure -> LOG.warnf("A decision was not passed on call=%s cause=%s", call, failure))
                .onFailure(failure -> !(failure instanceof Refusal))
                .transform(failure -> notPassedOn());
    }

    private ToolRun readDecided(HttpResponse<Buffer> response) {
        return switch (response.statusCode()) {
            case 200 -> read(response);
            case 404 -> throw unknownConfirmation();
            case 409 ->
                throw Refusal.conflict(
                        "confirmation-refused",
                        "This cannot be decided at this moment, or not by you. It waits; please try again.");
            default -> {
                LOG.warnf("tool-service refused a decision status=%d", response.statusCode());
                throw notPassedOn();
            }
        };
    }

    public static Refusal unknownConfirmation() {
        return new Refusal(
                "confirmation-unknown", 404, "Nothing like that waits for a confirmation in this conversation.");
    }

    private static Refusal notPassedOn() {
        return new Refusal(
                "confirmation-not-passed-on", 503, "Your decision could not be passed on just now. Please try again.");
    }

    private Uni<HttpResponse<Buffer>> send(TenantId tenant, String path, Object body) {
        return client.postAbs(config.url() + "/api/v1/tools/internal/invocations" + path)
                .timeout(config.timeout().toMillis())
                .putHeader("Content-Type", "application/json")
                .bearerTokenAuthentication(tokens.service(AUDIENCE, tenant))
                .sendBuffer(Buffer.buffer(json(body)));
    }

    private ToolRun read(HttpResponse<Buffer> response) {
        if (response.statusCode() == 402) {
            return ToolRun.refused("plan-limit-exceeded", "No more of this can be done in this period.");
        }
        if (response.statusCode() != 200) {
            LOG.warnf("tool-service refused status=%d", response.statusCode());
            return ToolRun.failed("tool-unavailable", "The tool cannot be used right now.");
        }
        try {
            return mapper.readerFor(ToolRun.class)
                    .without(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(response.bodyAsString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("tool-service answered something else", e);
        }
    }

    private String json(Object body) {
        try {
            return mapper.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A call is always writable", e);
        }
    }
}
