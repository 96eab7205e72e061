package usher.tool.invocation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import usher.contracts.id.TenantId;
import usher.tool.credential.WebhookSecrets;
import usher.tool.invocation.Opening.Over;
import usher.tool.invocation.Opening.Started;
import usher.tool.invocation.Outcome.Failed;
import usher.tool.webhook.WebhookCall;
import usher.tool.webhook.WebhookCall.Target;
import usher.tool.webhook.WebhookReply;
import usher.tool.webhook.WebhookReply.Answered;
import usher.tool.webhook.WebhookReply.Unanswered;
import usher.tool.webhook.Webhooks;

/** Runs tools. Nothing is held open in the database while a tool is working. */
@ApplicationScoped
class InvocationService {
    private static final Logger LOG = Logger.getLogger(InvocationService.class);
    private static final int TRIES_TO_STORE = 3;

    private final CallBook book;
    private final Webhooks webhooks;
    private final WebhookSecrets secrets;
    private final InstantSource clock;

    InvocationService(CallBook book, Webhooks webhooks, WebhookSecrets secrets, InstantSource clock) {
        this.book = book;
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.clock = clock;
    }

    Uni<Ending> run(TenantId tenant, InvokeTool wanted) {
        return book.open(tenant, wanted).chain(opening -> switch (opening) {
            case Over(Ending ending) -> Uni.createFrom().item(ending);
            case Started started ->
                call(tenant, wanted, started).chain(ending -> store(tenant, wanted, started, ending));
        });
    }

    private Uni<Ending> call(TenantId tenant, InvokeTool wanted, Started started) {
        var endpoint = started.endpoint();
        var began = clock.instant();
        return webhooks.call(new WebhookCall(
                        new Target(tenant, endpoint.parameters().tool(), endpoint.url()),
                        wanted.callId(),
                        secrets.open(tenant, endpoint.sealedSecret()),
                        endpoint.timeout(),
                        CallBody.write(tenant, wanted, started)))
                .map(reply -> ending(reply, began))
                .invoke(ending -> LOG.infof(
                        "Tool called tenant=%s tool=%s state=%s attempts=%d durationMs=%d",
                        tenant, wanted.tool(), ending.state(), ending.attempts(), ending.durationMs()));
    }

    /** The tool has done its work by now, so a database that is away for a moment must not lose that. */
    private Uni<Ending> store(TenantId tenant, InvokeTool wanted, Started started, Ending ending) {
        return book.close(tenant, wanted, started.id(), ending)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .atMost(TRIES_TO_STORE);
    }

    private Ending ending(WebhookReply reply, Instant began) {
        long took = Duration.between(began, clock.instant()).toMillis();
        return switch (reply) {
            case Answered(int status, String body, int attempts) ->
                new Ending(Envelope.read(body), took, attempts, status);
            case Unanswered(var code, var sentence, var retryable, var status, var attempts) ->
                new Ending(new Failed(code, sentence, retryable), took, attempts, status);
        };
    }
}
