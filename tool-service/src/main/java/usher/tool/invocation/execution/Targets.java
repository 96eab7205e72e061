package usher.tool.invocation.execution;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import usher.contracts.id.TenantId;
import usher.kit.webhook.WebhookSecret;
import usher.tool.credential.WebhookSecrets;
import usher.tool.operation.OperationCalls;
import usher.tool.target.Call;
import usher.tool.target.Destination;
import usher.tool.target.Rehearsal;
import usher.tool.target.Reply;
import usher.tool.webhook.Webhooks;

/** Takes a call to where its tool is. */
@ApplicationScoped
public class Targets {
    private final Webhooks webhooks;
    private final WebhookSecrets secrets;
    private final OperationCalls operations;
    private final InstantSource clock;

    Targets(Webhooks webhooks, WebhookSecrets secrets, OperationCalls operations, InstantSource clock) {
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.operations = operations;
        this.clock = clock;
    }

    Uni<Reply> call(Call call, Destination destination) {
        return switch (destination) {
            case Destination.Webhook webhook -> webhooks.call(call, webhook.url(), secrets(call.tenant(), webhook));
            case Destination.Operation(var id) -> operations.call(call, id);
        };
    }

    /** The present one first. */
    private List<WebhookSecret> secrets(TenantId tenant, Destination.Webhook webhook) {
        var present = secrets.open(tenant, webhook.sealedSecret());
        var former = webhook.former();
        return former == null || !clock.instant().isBefore(former.until())
                ? List.of(present)
                : List.of(present, secrets.open(tenant, former.sealedSecret()));
    }

    /** What a call would send, without sending it. */
    public Uni<Rehearsal> rehearse(Call call, Destination destination) {
        return switch (destination) {
            case Destination.Webhook webhook ->
                Uni.createFrom().item(new Rehearsal.Sends(webhooks.preview(call, webhook.url())));
            case Destination.Operation(var id) -> operations.rehearse(call, id);
        };
    }
}
