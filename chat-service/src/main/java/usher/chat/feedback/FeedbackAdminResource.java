package usher.chat.feedback;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;
import usher.kit.problem.Refusal;
import usher.kit.tenant.TenantSnapshots;

/** What visitors thought, for members. */
@Path("/api/v1/chat/admin/feedback")
public class FeedbackAdminResource {
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;

    private final Feedbacks feedbacks;
    private final TenantSnapshots tenants;
    private final CurrentCaller caller;
    private final InstantSource clock;

    FeedbackAdminResource(Feedbacks feedbacks, TenantSnapshots tenants, CurrentCaller caller, InstantSource clock) {
        this.feedbacks = feedbacks;
        this.tenants = tenants;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(summary = "What visitors thought")
    public Uni<Page<FeedbackView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @Valid @BeanParam FeedbackFilter filter,
            @Valid @BeanParam PageRequest page) {
        return feedbacks
                .list(caller.tenant(tenant), filter, page.startingAfter(FeedbackAdminResource::subject), page.fetch())
                .map(rows -> Page.of(rows, page, FeedbackView::subject));
    }

    /** By the tenant's days, of the last 30 unless told otherwise. */
    @GET
    @Path("/counts")
    @Accepts(Credential.MEMBER)
    @Operation(
            summary = "What visitors thought, counted by day",
            description = "By the tenant's days, of the last 30 unless told otherwise.")
    public Uni<FeedbackCounts> counts(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("from") @Parameter(description = "The first day, as in 2026-11-21.") @Nullable String from,
            @QueryParam("to") @Parameter(description = "The day after the last one.") @Nullable String to) {
        var whose = caller.tenant(tenant);
        return tenants.find(whose)
                .map(known -> ZoneId.of(known == null ? "UTC" : known.timeZone()))
                .chain(zone -> {
                    var end = to == null
                            ? LocalDate.ofInstant(clock.instant(), zone).plusDays(1)
                            : day("/to", to);
                    var start = from == null ? end.minusDays(USUAL_DAYS) : day("/from", from);
                    if (!start.isBefore(end) || ChronoUnit.DAYS.between(start, end) > MOST_DAYS) {
                        throw Refusal.invalid("/from", "period-invalid", "Choose 1 to 366 days.");
                    }
                    return feedbacks.counts(whose, start, end, zone);
                });
    }

    private static LocalDate day(String pointer, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            throw Refusal.invalid(pointer, "day-invalid", "Write a day as in 2026-11-21.");
        }
    }

    private static UUID subject(String cursor) {
        return cursor.startsWith("msg_")
                ? MessageId.fromString(cursor).value()
                : ConversationId.fromString(cursor).value();
    }
}
