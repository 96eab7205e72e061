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
import usher.contracts.id.TenantId;
import usher.kit.access.Tokens;

/**
 * Asks tool-service to run a tool. A run that cannot be had is an outcome the assistant can speak of, not a failure of the
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
                .deferred(() -> send(tenant, call))
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

    private Uni<HttpResponse<Buffer>> send(TenantId tenant, RunTool call) {
        return client.postAbs(config.url() + "/api/v1/tools/internal/invocations")
                .timeout(config.timeout().toMillis())
                .putHeader("Content-Type", "application/json")
                .bearerTokenAuthentication(tokens.service(AUDIENCE, tenant))
                .sendBuffer(Buffer.buffer(json(call)));
    }

    private ToolRun read(HttpResponse<Buffer> response) {
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

    private String json(RunTool call) {
        try {
            return mapper.writeValueAsString(call);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A call is always writable", e);
        }
    }
}
