package usher.tool.customapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import usher.tool.http.HttpReply;
import usher.tool.http.HttpReply.Answered;
import usher.tool.integration.connector.ApiAnswers;
import usher.tool.integration.connector.Connector;
import usher.tool.integration.connector.Deadline;
import usher.tool.integration.connector.Health;
import usher.tool.integration.connector.Health.Working;
import usher.tool.integration.connector.IntegrationKind;
import usher.tool.integration.connector.Link;
import usher.tool.integration.connector.Objection;
import usher.tool.integration.connector.OfferedOperation;
import usher.tool.integration.connector.Operation;
import usher.tool.target.Call;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;
import usher.tool.target.Rehearsal;
import usher.tool.target.Reply;

/** The connector for any API over HTTP. */
@ApplicationScoped
class CustomApi implements Connector {
    private static final Duration TEST = Duration.ofSeconds(8);

    private final SignedRequests requests;
    private final SettingsJudge judge;

    CustomApi(SignedRequests requests, SettingsJudge judge) {
        this.requests = requests;
        this.judge = judge;
    }

    @Override
    public IntegrationKind kind() {
        return IntegrationKind.CUSTOM_API;
    }

    @Override
    public List<Objection> judge(ObjectNode settings, Set<String> credentials) {
        return judge.judge(settings, credentials);
    }

    @Override
    public List<Objection> judge(ObjectNode settings, ObjectNode definition, ObjectNode parameters) {
        return DefinitionJudge.judge(definition, parameters);
    }

    @Override
    public Uni<Health> test(Link link) {
        var settings = ApiSettings.of(link.settings());
        var headers = MultiMap.caseInsensitiveMultiMap()
                .set("accept", "application/json")
                .set("user-agent", "Usher");
        var request = new ApiRequest(HttpMethod.GET, settings.health().toString(), headers, Buffer.buffer());
        return requests.send(link, settings.auth(), request, true, Deadline.in(TEST))
                .map(reply -> health(settings, reply));
    }

    /** An API need not have anything at its root, so without a path to try by, a refusal of the path is a sign of life. */
    private static Health health(ApiSettings settings, HttpReply reply) {
        if (!(reply instanceof Answered answered)) {
            return ApiAnswers.failing(reply);
        }
        int status = answered.status();
        boolean absent = status >= 400 && status < 500 && status != 401 && status != 403 && status != 429;
        if (settings.healthPath().isEmpty() && absent) {
            return new Working(
                    "Answers (" + status + "). Set health_path to a path that exists, to try the credentials.");
        }
        return answered.ok() ? new Working("Answers (" + status + ").") : ApiAnswers.failing(reply);
    }

    /** An API does not say what it has; its OpenAPI document would. */
    @Override
    public Uni<List<OfferedOperation>> offers(Link link) {
        return Uni.createFrom().item(List.of());
    }

    @Override
    public Uni<Reply> call(Link link, Operation operation, Call call) {
        var settings = ApiSettings.of(link.settings());
        var definition = ApiDefinition.of(operation.definition());
        try {
            var request = ApiRequest.of(settings.baseUrl(), definition, call);
            return requests.send(link, settings.auth(), request, definition.repeatable(), Deadline.in(call.timeout()))
                    .map(reply -> read(definition, reply));
        } catch (Unusable unusable) {
            return Uni.createFrom()
                    .item(new Reply(Failed.certainly("arguments-invalid", unusable.sentence(), false), 0, null));
        }
    }

    @Override
    public Rehearsal rehearse(Link link, Operation operation, Call call) {
        var settings = ApiSettings.of(link.settings());
        try {
            var request = ApiRequest.of(settings.baseUrl(), ApiDefinition.of(operation.definition()), call);
            return new Rehearsal.Sends(SignedRequests.preview(settings.auth(), request));
        } catch (Unusable unusable) {
            return new Rehearsal.Refuses(Failed.certainly("arguments-invalid", unusable.sentence(), false));
        }
    }

    /** What is not JSON is a text. */
    private static Reply read(ApiDefinition definition, HttpReply reply) {
        if (!(reply instanceof Answered answered) || !answered.ok()) {
            return ApiAnswers.failed(reply);
        }
        var json = ApiAnswers.json(answered.body());
        var whole = json.isMissingNode() ? TextNode.valueOf(answered.body()) : json;
        var result = whole.at(definition.result());
        return result.isMissingNode()
                ? new Reply(
                        new Failed("result-invalid", "The answer has nothing at the given place.", false, true),
                        answered.attempts(),
                        answered.status())
                : new Reply(new Succeeded(result, null), answered.attempts(), answered.status());
    }
}
