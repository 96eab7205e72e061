package usher.billing.purchase;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.billing.purchase.play.PlayAccounts;
import usher.billing.purchase.play.PlayFault;
import usher.billing.purchase.play.PushTokens;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.problem.ProblemMappers;

/** Hears Google Play, by a push of Pub/Sub. What cannot be carried out now is refused, so that it is pushed again. */
@Path("/api/v1/billing/webhooks/google-play")
public class PlayWebhookResource {
    private static final Logger LOG = Logger.getLogger(PlayWebhookResource.class);

    private final PushTokens pushes;
    private final PlayAccounts accounts;
    private final StorePurchases store;
    private final InstantSource clock;

    PlayWebhookResource(PushTokens pushes, PlayAccounts accounts, StorePurchases store, InstantSource clock) {
        this.pushes = pushes;
        this.accounts = accounts;
        this.store = store;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Accepts(Credential.ANYONE)
    @Operation(
            summary = "Takes a notification of Google Play",
            description =
                    "A push of Pub/Sub with Google's own token (401 signature-invalid otherwise). It is asked of the store what"
                            + " became of the purchase; the same notification again changes nothing.")
    @RequestBody(required = true, content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<Void> hear(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @Nullable String body) {
        return Uni.createFrom().deferred(() -> pushes.check(authorization)).chain(push -> {
            var notification = Notification.read(body);
            return accounts.pushed(notification.packageName(), push)
                    .invoke(PlayWebhookResource::requireSomebody)
                    .chain(tenants -> take(tenants, notification, clock.instant()));
        });
    }

    private static void requireSomebody(List<TenantId> tenants) {
        if (tenants.isEmpty()) {
            throw PushTokens.invalid();
        }
    }

    private Uni<Void> take(List<TenantId> tenants, Notification notification, Instant now) {
        if (notification.purchaseToken().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(tenants)
                .onItem()
                .transformToUniAndConcatenate(tenant -> take(tenant, notification, now))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** A purchase that the store does not know is nobody's; asking again would change nothing. */
    private Uni<Void> take(TenantId tenant, Notification notification, Instant now) {
        return store.heard(tenant, notification, now).onFailure(PlayFault.class).recoverWithUni(fault -> {
            LOG.warnf("A notification of Google Play waits tenant=%s cause=%s", tenant, fault.getMessage());
            return ((PlayFault) fault).why() == PlayFault.Why.UNKNOWN_PURCHASE
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().failure(ProblemMappers.unavailable());
        });
    }
}
