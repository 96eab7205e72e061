package usher.chat.mcp;

import com.fasterxml.jackson.databind.node.NullNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import usher.chat.feed.EventFeed;
import usher.chat.mcp.protocol.Client;
import usher.chat.mcp.protocol.Headers;
import usher.chat.mcp.protocol.RpcFault;
import usher.chat.mcp.protocol.Wire;
import usher.chat.plan.Feature;
import usher.chat.plan.Grants;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.tenant.TenantSnapshots;

/** The one address of the protocol. */
@Path("/mcp")
@Consumes(MediaType.APPLICATION_JSON)
public class McpResource {
    /** The longest question, with every character escaped, and room for what stands around it. */
    private static final int LARGEST = 262_144;

    private final Endpoint endpoint;
    private final TenantSnapshots tenants;
    private final Grants grants;
    private final Challenge challenge;
    private final CurrentCaller caller;

    McpResource(Endpoint endpoint, TenantSnapshots tenants, Grants grants, Challenge challenge, CurrentCaller caller) {
        this.endpoint = endpoint;
        this.tenants = tenants;
        this.grants = grants;
        this.challenge = challenge;
        this.caller = caller;
    }

    @POST
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    @Challenging
    @Accepts({Credential.SECRET_KEY, Credential.DELEGATE})
    @Operation(
            summary = "Takes a message of the Model Context Protocol",
            description =
                    "The tenant's assistant as tools of other agents: ask_agent, search_knowledge, get_conversation,"
                            + " create_ticket, usage_summary. Speaks the revisions 2026-07-28, 2025-11-25, 2025-06-18 and 2025-03-26."
                            + " Errors are those of JSON-RPC. With a"
                            + " progressToken and Accept: text/event-stream, ask_agent tells how it goes before it answers. Takes a"
                            + " secret key, or an access token that a program was given by OAuth; that one sees and calls the"
                            + " tools of its scopes alone.")
    @RequestBody(required = true, content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "200", description = "The answer, as JSON or at the end of a stream of events")
    @APIResponse(responseCode = "202", description = "A notification was taken")
    @APIResponse(responseCode = "400", description = "No message of the protocol, or headers that do not fit it")
    @APIResponse(
            responseCode = "403",
            description =
                    "Sent from a web page that is not the tenant's, not in the tenant's plan, or a tool that the program was not let in for"
                            + " (WWW-Authenticate: Bearer error=\"insufficient_scope\")")
    @APIResponse(
            responseCode = "401",
            description =
                    "No credential that holds. WWW-Authenticate says where a program learns how it is let in (OAuth)")
    @APIResponse(responseCode = "404", description = "A method that the revision 2026-07-28 does not have")
    @APIResponse(responseCode = "413", description = "Too large")
    public Uni<Response> take(@Nullable String body, @Context HttpHeaders http) {
        var tenant = caller.tenant();
        return requireOrigin(tenant, http.getHeaderString("Origin"))
                .chain(() -> requireInPlan(tenant))
                .chain(() -> endpoint.take(new Client(tenant, caller.get(), Headers.of(http)), bounded(body)))
                .onFailure(RpcFault.class)
                .recoverWithItem(failure -> Endpoint.whole((RpcFault) failure, NullNode.getInstance()))
                .map(this::response);
    }

    private static String bounded(@Nullable String body) {
        if (body != null && body.length() > LARGEST) {
            throw new RpcFault(413, Wire.REFUSED, "A message has at most " + LARGEST + " characters.");
        }
        return body == null ? "" : body;
    }

    /** Programs send no origin. A page that does may be anybody's, in the browser of somebody who has a key. */
    private Uni<Void> requireOrigin(TenantId tenant, @Nullable String origin) {
        if (origin == null) {
            return Uni.createFrom().voidItem();
        }
        return tenants.find(tenant)
                .invoke(known -> {
                    if (known == null || !known.allowsOrigin(origin)) {
                        throw new RpcFault(403, Wire.REFUSED, "This may not be asked from this page.");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> requireInPlan(TenantId tenant) {
        return grants.of(tenant)
                .invoke(grant -> {
                    if (!grant.opens(Feature.MCP)) {
                        throw new RpcFault(403, Wire.REFUSED, Feature.MCP.sentence());
                    }
                })
                .replaceWithVoid();
    }

    private Response response(Reply reply) {
        return switch (reply) {
            case Reply.Taken taken -> Response.accepted().build();
            case Reply.Whole(int status, var body, var scope) ->
                Response.status(status)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .header("Cache-Control", "no-store")
                        .header(HttpHeaders.WWW_AUTHENTICATE, scope == null ? null : challenge.scope(scope))
                        .entity(body.toString())
                        .build();
            case Reply.Events(var messages) ->
                Response.ok(new EventFeed(messages), MediaType.SERVER_SENT_EVENTS_TYPE)
                        .header("Cache-Control", "no-store")
                        .header("X-Accel-Buffering", "no")
                        .build();
        };
    }
}
