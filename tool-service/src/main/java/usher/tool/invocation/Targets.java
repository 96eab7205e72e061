package usher.tool.invocation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import usher.tool.credential.WebhookSecrets;
import usher.tool.target.Call;
import usher.tool.target.Destination;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Preview;
import usher.tool.target.Reply;
import usher.tool.webhook.Webhooks;

/** Takes a call to where its tool is. */
@ApplicationScoped
class Targets {
    private final Webhooks webhooks;
    private final WebhookSecrets secrets;

    Targets(Webhooks webhooks, WebhookSecrets secrets) {
        this.webhooks = webhooks;
        this.secrets = secrets;
    }

    Uni<Reply> call(Call call, Destination destination) {
        return switch (destination) {
            case Destination.Webhook(var url, var sealedSecret) ->
                webhooks.call(call, url, secrets.open(call.tenant(), sealedSecret));
            case Destination.Operation operation ->
                Uni.createFrom()
                        .item(Reply.of(Failed.certainly(
                                "integration-unavailable", "This tool's integration is not there.", false)));
        };
    }

    /** What a call would send, without sending it. */
    Preview preview(Call call, Destination destination) {
        return switch (destination) {
            case Destination.Webhook(var url, var sealedSecret) -> webhooks.preview(call, url);
            case Destination.Operation(var id) -> {
                var body = JsonNodeFactory.instance.objectNode().put("operation", id.toString());
                body.set("arguments", call.arguments());
                yield new Preview(null, null, Map.of("idempotency-key", call.key()), body);
            }
        };
    }
}
