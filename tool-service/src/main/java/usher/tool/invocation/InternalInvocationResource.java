package usher.tool.invocation;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.tool.invocation.confirmation.DecideCall;
import usher.tool.invocation.effect.Episode;
import usher.tool.invocation.effect.Telling;
import usher.tool.invocation.endpoint.InvokeTool;
import usher.tool.invocation.execution.Answer;
import usher.tool.invocation.execution.OutcomeView;
import usher.tool.invocation.record.InvocationConfig;

/**
 * Where chat-service has tools run; not routed from outside. It goes on when the caller hangs up, for what the tool has done
 * must be stored; and notes whether the caller was still there to hear it.
 */
@Path("/api/v1/tools/internal/invocations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Internal", description = "Between services; not reachable from outside.")
class InternalInvocationResource {
    private final InvocationService service;
    private final Telling telling;
    private final InvocationConfig config;
    private final CurrentCaller caller;

    InternalInvocationResource(
            InvocationService service, Telling telling, InvocationConfig config, CurrentCaller caller) {
        this.service = service;
        this.telling = telling;
        this.config = config;
        this.caller = caller;
    }

    @POST
    @Cancellable(false)
    @Accepts(Credential.SERVICE)
    @Operation(
            summary = "Run a tool",
            description =
                    "Once per call_id; a tool that only looks may be asked again, and its first stored outcome counts. A tool that spends money answers needs_confirmation and runs when the visitor has"
                            + " confirmed. A tool that changes something does so once for the same arguments in one conversation, until"
                            + " the outcome is known and the visitor has spoken again. 409 call-in-progress, call-id-reused."
                            + " 402 plan-limit-exceeded while a hard limit of the plan on tool calls is used up; nothing is stored or metered then.")
    public Uni<OutcomeView> run(@NotNull @Valid InvokeTool wanted, RoutingContext request) {
        var tenant = caller.tenant();
        return service.run(tenant, wanted)
                .invoke(answer -> noteWhenSent(tenant, wanted.conversation(), answer, request))
                .map(answer -> OutcomeView.of(answer, config.longest()));
    }

    @POST
    @Path("{call}/decision")
    @Cancellable(false)
    @Accepts(Credential.SERVICE)
    @Operation(
            summary = "Confirm or decline a call that waits",
            description =
                    "The first decision counts and gets what came of it; so does every repetition. 404 in another"
                            + " conversation than that of the call. 409 confirmation-mismatch when the identity is another than that which"
                            + " asked; call-in-progress. A call that was not confirmed in time has failed as confirmation-expired.")
    public Uni<OutcomeView> decide(
            @PathParam("call") CallId call, @NotNull @Valid DecideCall said, RoutingContext request) {
        var tenant = caller.tenant();
        return service.decide(tenant, call, said)
                .invoke(answer -> noteWhenSent(tenant, said.conversation(), answer, request))
                .map(answer -> OutcomeView.of(answer, config.longest()));
    }

    private void noteWhenSent(TenantId tenant, ConversationId conversation, Answer answer, RoutingContext request) {
        boolean gone = request.response().closed();
        if (!gone && answer instanceof Answer.Ended ended && ended.news() != null) {
            noteWhenSent(tenant, conversation, ended.news(), request);
        }
    }

    private void noteWhenSent(TenantId tenant, ConversationId conversation, Episode news, RoutingContext request) {
        var told = telling.begin(conversation);
        request.addEndHandler(sent -> {
            if (sent.succeeded()) {
                telling.sent(tenant, news, told);
            } else {
                telling.lost(told);
            }
        });
    }
}
