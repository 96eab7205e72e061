package usher.billing.outcome;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.billing.outcome.book.Disputes;
import usher.billing.subscription.BillingMonths;
import usher.contracts.id.EpisodeId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;
import usher.kit.problem.Refusal;

/** What became of visitors' matters, and what each was charged as: the ledger's entries of outcomes name their episode. */
@Path("/api/v1/billing/episodes")
public class EpisodeResource {
    private final Episodes episodes;
    private final Disputes disputes;
    private final BillingMonths months;
    private final CurrentCaller caller;

    EpisodeResource(Episodes episodes, Disputes disputes, BillingMonths months, CurrentCaller caller) {
        this.episodes = episodes;
        this.disputes = disputes;
        this.months = months;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "Episodes, the newest first",
            description =
                    "open, unassisted, assisted_escalation, contained, verified, reopened or void. Filtered by state, by conversation and by when they began, from inclusive, to exclusive.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Page<EpisodeView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @BeanParam EpisodeFilter filter,
            @Valid @BeanParam PageRequest page) {
        var whose = caller.tenant(tenant);
        var after = page.startingAfter(EpisodeId::fromString);
        filter.check();
        return months.current(whose)
                .chain(() -> episodes.page(whose, filter, after, page.fetch()))
                .map(found -> Page.of(found, page, view -> view.id().toString()));
    }

    @GET
    @Path("/{episode}")
    @Operation(
            summary = "An episode with its history and its charges",
            description =
                    "Each move is an entry of the ledger, a charge or what takes one back, with the reason, the signals that decided and the version of the rules.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<EpisodeView> get(
            @PathParam("episode") EpisodeId episode, @QueryParam("tenant") @Nullable TenantId tenant) {
        return episodes.find(caller.tenant(tenant), episode);
    }

    @POST
    @Path("/{episode}/reversals")
    @Operation(
            summary = "Take the charge of an episode back for good",
            description =
                    "In a period that was invoiced, the next invoice gives it back. It is never charged again. 409 episode-not-charged when no charge stands, as after a first request that was carried out.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<EpisodeView> reverse(
            @PathParam("episode") EpisodeId episode,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid ReverseCharge wanted) {
        var whose = caller.tenant(tenant);
        if (wanted.reason().indexOf('\0') >= 0) {
            throw Refusal.invalid("/reason", "reason-invalid", "A reason is plain text.");
        }
        return disputes.reverse(whose, episode, caller.member().id().toString(), wanted.reason())
                .chain(() -> episodes.find(whose, episode));
    }
}
