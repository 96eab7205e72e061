package usher.tool.invocation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import usher.tool.credential.WebhookSecrets;
import usher.tool.operation.OperationCalls;
import usher.tool.target.Call;
import usher.tool.target.Destination;
import usher.tool.target.Reply;
import usher.tool.webhook.Webhooks;

/** Takes a call to where its tool is. */
@ApplicationScoped
class Targets {
    private final Webhooks webhooks;
    private final WebhookSecrets secrets;
    private final OperationCalls operations;

    Targets(Webhooks webhooks, WebhookSecrets secrets, OperationCalls operations) {
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.operations = operations;
    }

    Uni<Reply> call(Call call, Destination destination) {
        return switch (destination) {
            case Destination.Webhook(var url, var sealedSecret) ->
                webhooks.call(call, url, secrets.open(call.tenant(), sealedSecret));
            case Destination.Operation(var id) -> operations.call(call, id);
        };
    }
}
