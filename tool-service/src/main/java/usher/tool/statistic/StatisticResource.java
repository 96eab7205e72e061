package usher.tool.statistic;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.problem.Refusal;

/** How often tools are called and how they do. */
@Path("/api/v1/tools/statistics")
@Produces(MediaType.APPLICATION_JSON)
class StatisticResource {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(400);

    private final Statistics statistics;
    private final CurrentCaller caller;
    private final InstantSource clock;

    StatisticResource(Statistics statistics, CurrentCaller caller, InstantSource clock) {
        this.statistics = statistics;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(
            summary = "How tools do",
            description =
                    "From and to are widened to full hours; the last seven days unless said, 400 at most. Members of the "
                            + "platform who name no tenant get all tenants together.")
    public Uni<StatisticsView> get(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to) {
        var end = hourAfter(to == null ? clock.instant() : to);
        var start = from == null ? end.minus(USUAL) : from.truncatedTo(ChronoUnit.HOURS);
        if (!start.isBefore(end) || Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw Refusal.invalid(
                    "/from", "period-invalid", "A period begins before it ends and has at most 400 days.");
        }
        boolean everybody = tenant == null && caller.member().tenant() == null;
        return statistics
                .of(everybody ? null : caller.tenant(tenant), start, end)
                .map(tools -> new StatisticsView(start, end, tools));
    }

    private static Instant hourAfter(Instant moment) {
        var hour = moment.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(moment) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }
}
