package usher.chat.model.cost;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.problem.Refusal;

/** What models cost a tenant, and whether a cheaper one would do. */
@Path("/api/v1/chat/admin/models/costs")
public class CostResource {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(92);

    private final Costs costs;
    private final CurrentCaller caller;
    private final InstantSource clock;

    CostResource(Costs costs, CurrentCaller caller, InstantSource clock) {
        this.costs = costs;
        this.caller = caller;
        this.clock = clock;
    }

    /** From a moment to before another (RFC 3339), the last thirty days if none is given, at most 92 days. */
    @GET
    @Accepts(Credential.MEMBER)
    @Operation(
            summary = "What models cost, and whether a cheaper one would do",
            description = "From a moment to before another (RFC 3339): the last thirty days if none is given,"
                    + " 92 days at most.")
    public Uni<CostReport> report(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        var end = to == null ? clock.instant() : read(to, "/to");
        var begin = from == null ? end.minus(USUAL) : read(from, "/from");
        if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(LONGEST) > 0) {
            throw Refusal.invalid("/from", "range-invalid", "The time must be in order, and at most 92 days.");
        }
        return costs.report(caller.tenant(tenant), begin, end);
    }

    private static Instant read(String text, String pointer) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Refusal.invalid(pointer, "time-invalid", "Write the time like 2026-11-01T00:00:00Z.");
        }
    }
}
