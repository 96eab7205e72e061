package usher.billing.outcome.rule;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;
import usher.kit.tenant.Tenancy;

/** By which rules outcomes are judged: the platform's, the same for all tenants, and no secret. */
@Path("/api/v1/billing/outcome-rules")
public class RulesResource {
    private final RuleBook book;
    private final Tenancy tenancy;
    private final CurrentCaller caller;
    private final InstantSource clock;

    RulesResource(RuleBook book, Tenancy tenancy, CurrentCaller caller, InstantSource clock) {
        this.book = book;
        this.tenancy = tenancy;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "The versions of the outcome rules, the newest first",
            description = "Of those whose effective_from has come, the newest is in force for episodes that begin.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Page<RulesView>> list(@Valid @BeanParam PageRequest page) {
        var before = page.startingAfter(Integer::valueOf);
        return book.page(before == null ? Integer.MAX_VALUE : before, page.fetch())
                .map(found -> Page.of(found, page, view -> String.valueOf(view.version())));
    }

    @POST
    @Idempotent
    @Operation(
            summary = "Publish the next version of the outcome rules",
            description =
                    "Episodes that have begun keep theirs. What is left out of the terms is as usual; without verified_after no silence verifies. 400 terms-invalid says what does not fit.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<RestResponse<RulesView>> publish(@NotNull @Valid PublishRules wanted) {
        var now = clock.instant();
        wanted.check(now);
        var by = caller.member().id().toString();
        return tenancy.across(() -> book.publish(wanted.terms(), wanted.from(now), by, now))
                .map(published -> RestResponse.status(Status.CREATED, published));
    }
}
