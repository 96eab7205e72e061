package usher.tool.n8n;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import usher.kit.egress.Egress;
import usher.kit.webhook.WebhookSecret;
import usher.tool.http.HttpCall;
import usher.tool.http.HttpCalls;
import usher.tool.http.HttpReply;
import usher.tool.http.HttpReply.Answered;
import usher.tool.integration.connector.ApiAnswers;
import usher.tool.integration.connector.Connector;
import usher.tool.integration.connector.Health;
import usher.tool.integration.connector.Health.Failing;
import usher.tool.integration.connector.Health.Working;
import usher.tool.integration.connector.IntegrationKind;
import usher.tool.integration.connector.Link;
import usher.tool.integration.connector.Objection;
import usher.tool.integration.connector.OfferedOperation;
import usher.tool.integration.connector.Operation;
import usher.tool.target.Call;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Reply;
import usher.tool.webhook.Webhooks;

/**
 * Workflows of n8n (docs.n8n.io, "Webhook node"): one path each below that of all webhooks, entered by a header or by basic. A
 * workflow that breaks before it responds is answered for with 200 and nothing, so nothing is no success here.
 */
@ApplicationScoped
public class N8n implements Connector {
    private static final Duration TEST = Duration.ofSeconds(8);
    /** What n8n says when a webhook node answers before its workflow has done anything. */
    private static final String STARTED = "Workflow was started";

    /** Expressions of n8n may not name {@code arguments}, which is a word of JavaScript. */
    private static final List<String> NAMES = List.of(Webhooks.ARGUMENTS, "input");

    private static final String SECRET_INVALID =
            "The signing secret is none of Standard Webhooks: whsec_ and the base64 of 24 to 64 bytes.";

    private final Webhooks webhooks;
    private final HttpCalls http;
    private final Egress egress;

    N8n(Webhooks webhooks, HttpCalls http, Egress egress) {
        this.webhooks = webhooks;
        this.http = http;
        this.egress = egress;
    }

    @Override
    public IntegrationKind kind() {
        return IntegrationKind.N8N;
    }

    @Override
    public List<Objection> judge(ObjectNode settings, Set<String> credentials) {
        return Judge.settings(settings, credentials, egress);
    }

    @Override
    public List<Objection> judge(ObjectNode settings, ObjectNode definition, ObjectNode parameters) {
        return Judge.definition(definition);
    }

    @Override
    public Uni<Health> test(Link link) {
        if (secrets(link).isEmpty()) {
            return Uni.createFrom().item(new Failing("signing-secret-invalid", SECRET_INVALID));
        }
        var target = new HttpCall.Target(
                link.tenant(),
                link.id().toString(),
                N8nSettings.of(link.settings()).health());
        var headers = MultiMap.caseInsensitiveMultiMap()
                .set("accept", "application/json")
                .set("user-agent", "Usher");
        return http.send(new HttpCall(target, HttpMethod.GET, left -> headers, Buffer.buffer(), TEST, true))
                .map(N8n::health);
    }

    private static Health health(HttpReply reply) {
        if (!(reply instanceof Answered answered) || !answered.ok()) {
            return ApiAnswers.failing(reply);
        }
        return ApiAnswers.json(answered.body()).path("status").asText().equals("ok")
                ? new Working("n8n answers.")
                : new Failing("result-invalid", "What answers there does not do so as n8n does.");
    }

    /** n8n would have to be asked with a key to all of it, and does not know what a webhook takes. */
    @Override
    public Uni<List<OfferedOperation>> offers(Link link) {
        return Uni.createFrom().item(List.of());
    }

    @Override
    public Uni<Reply> call(Link link, Operation operation, Call call) {
        var settings = N8nSettings.of(link.settings());
        var secrets = secrets(link);
        if (secrets.isEmpty()) {
            return Uni.createFrom()
                    .item(new Reply(Failed.certainly("integration-failing", SECRET_INVALID, false), 0, null));
        }
        var hook = new Webhooks.Hook(
                operation.id().toString(),
                settings.webhook(operation.definition().path("path").asText()),
                secrets.get(),
                settings.auth().headers(link.credentials()),
                NAMES);
        return webhooks.send(sent(operation, call), hook).map(reply -> read(operation, reply));
    }

    /** Nothing where there is one that cannot sign. */
    private static Optional<List<WebhookSecret>> secrets(Link link) {
        try {
            return Optional.of(N8nSettings.secrets(link.credentials()));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** A workflow gets a call twice only if it reads, or says that it tells a repetition by the key. */
    private static Call sent(Operation operation, Call call) {
        boolean repeatable = operation.reads()
                || call.repeatable()
                        && operation.definition().path("idempotent").asBoolean();
        return new Call(
                call.tenant(),
                call.tool(),
                call.name(),
                call.id(),
                call.key(),
                call.arguments(),
                call.context(),
                call.timeout(),
                repeatable);
    }

    private static Reply read(Operation operation, HttpReply reply) {
        if (!(reply instanceof Answered answered)) {
            return Webhooks.read(reply);
        }
        if (answered.ok()
                && ApiAnswers.json(answered.body()).path("message").asText().equals(STARTED)) {
            return failed(
                    answered,
                    "result-invalid",
                    "The workflow answers before it is done: let its webhook respond by a Respond to Webhook node.",
                    true);
        }
        if (answered.ok() && answered.body().isBlank()) {
            var sentence = "The workflow ended without an answer; it may have failed on the way.";
            return new Reply(
                    new Failed("result-missing", sentence, true, !operation.reads()),
                    answered.attempts(),
                    answered.status());
        }
        // An attempt before this one may have done its work.
        boolean uncertain = answered.attempts() > 1 && !operation.reads();
        return switch (answered.status()) {
            case 401, 403 ->
                failed(answered, "integration-unauthorized", "The webhook refuses the credentials.", uncertain);
            case 404 ->
                failed(
                        answered,
                        "workflow-not-active",
                        "n8n has no active workflow with this webhook. Activate it.",
                        uncertain);
            default -> Webhooks.read(reply);
        };
    }

    private static Reply failed(Answered answered, String code, String sentence, boolean uncertain) {
        return new Reply(new Failed(code, sentence, false, uncertain), answered.attempts(), answered.status());
    }
}
