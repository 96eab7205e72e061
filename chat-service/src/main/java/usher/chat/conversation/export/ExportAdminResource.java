package usher.chat.conversation.export;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Audience;
import usher.chat.conversation.management.ConversationFilter;
import usher.chat.plan.Feature;
import usher.chat.plan.Grants;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;

/** What members take along: one conversation with all that is known of it, or the list of them. */
@Path("/api/v1/chat/admin/conversations")
public class ExportAdminResource {
    private final Exports exports;
    private final ConversationCsv csv;
    private final Grants grants;
    private final CurrentCaller caller;

    ExportAdminResource(Exports exports, ConversationCsv csv, Grants grants, CurrentCaller caller) {
        this.exports = exports;
        this.csv = csv;
        this.grants = grants;
        this.caller = caller;
    }

    /** {@code format} is json, txt or pdf. */
    @GET
    @Path("/{id}/export")
    @Accepts(Credential.MEMBER)
    @Operation(summary = "Take a conversation along, for members", description = "format is json, txt or pdf.")
    public Uni<Response> one(
            ConversationId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("format") @DefaultValue("json") Format format) {
        var whose = caller.tenant(tenant);
        return grants.require(whose, Feature.EXPORT).chain(() -> exports.of(whose, Audience.MEMBER, id, format));
    }

    /** All that the filter lets through, newest first, as CSV. */
    @GET
    @Path("/export")
    @Produces("text/csv;charset=UTF-8")
    @Accepts(Credential.MEMBER)
    @Operation(
            summary = "Take the list of conversations along",
            description = "All that the filter lets through, newest first, as CSV.")
    public Multi<byte[]> list(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam ConversationFilter filter) {
        var whose = caller.tenant(tenant);
        var rows = csv.of(whose, filter);
        return RestMulti.fromMultiData(
                        grants.require(whose, Feature.EXPORT).onItem().transformToMulti(any -> rows))
                .header("Content-Disposition", "attachment; filename=\"conversations.csv\"")
                .header("Cache-Control", "no-store")
                .build();
    }
}
