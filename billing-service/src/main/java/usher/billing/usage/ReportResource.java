package usher.billing.usage;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import usher.billing.subscription.BillingMonth;
import usher.billing.subscription.BillingMonths;
import usher.contracts.event.Metric;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;

/** What a tenant used over months, by what, when, and where it goes; and the ledger to take along. */
@Path("/api/v1/billing/usage")
public class ReportResource {
    private final Buckets buckets;
    private final UsageReports reports;
    private final Outlooks outlooks;
    private final Ledger ledger;
    private final LedgerExport export;
    private final BillingMonths months;
    private final CurrentCaller caller;

    ReportResource(
            Buckets buckets,
            UsageReports reports,
            Outlooks outlooks,
            Ledger ledger,
            LedgerExport export,
            BillingMonths months,
            CurrentCaller caller) {
        this.buckets = buckets;
        this.reports = reports;
        this.outlooks = outlooks;
        this.ledger = ledger;
        this.export = export;
        this.months = months;
        this.caller = caller;
    }

    /** The sums of so many months, by metric; months and metrics without usage are missing. */
    record History(TenantId tenant, String timeZone, String currency, List<Buckets.OfMonth> data) {}

    /** The sums of a time by the values of one dimension, the dearest first; {@code truncated} when there are more. */
    record Breakdown(
            TenantId tenant,
            @Nullable String month,
            Instant from,
            Instant to,
            String by,
            String currency,
            List<Buckets.OfValue> data,
            boolean truncated) {}

    /** How many sums were not what the ledger says, before they were made anew. */
    record Rebuilt(long corrected) {}

    @GET
    @Path("/history")
    @Operation(summary = "The last months in sums, by metric", description = "Costs are micro-dollars.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<History> history(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("months") @DefaultValue("12") @Min(1) @Max(36) int count) {
        var whose = caller.tenant(tenant);
        return months.current(whose)
                .chain(now -> buckets.months(whose, now, count)
                        .map(found -> new History(whose, now.zone().getId(), "USD", found)));
    }

    @GET
    @Path("/breakdown")
    @Operation(
            summary = "Usage by model, provider, persona, tool, or any other dimension",
            description =
                    "Of a month, the running one when none is named, or from (inclusive) to (exclusive): 366 days at most by the four, 31 by any other dimension that events have, for which the ledger is read. Values by cost, then by quantity, 1,000 at most; a value is empty where the events did not say. A persona is named by its version. 400 dimension-invalid, period-too-long, time-invalid; 429 report-busy.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Breakdown> breakdown(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("by") @DefaultValue("model") String by,
            @BeanParam Span span) {
        var whose = caller.tenant(tenant);
        var dimension = Dimension.of(by);
        return months.current(whose).chain(now -> {
            var range = span.within(now, dimension);
            return buckets.values(whose, range, dimension)
                    .map(found -> breakdown(whose, span.from == null ? span.month(now) : null, range, by, found));
        });
    }

    private static Breakdown breakdown(
            TenantId tenant, @Nullable BillingMonth month, Span.Range range, String by, Buckets.Values found) {
        return new Breakdown(
                tenant,
                month == null ? null : month.month().toString(),
                range.start(),
                range.end(),
                by,
                "USD",
                found.told(),
                found.truncated());
    }

    @GET
    @Path("/analytics")
    @Operation(
            summary = "The month against the last, peak hours, trend and prediction of a metric",
            description =
                    "The method of the prediction is named with its mean absolute error per day over the last 28 days.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Outlook> analytics(
            @QueryParam("tenant") @Nullable TenantId tenant, @QueryParam("metric") @Nullable String metric) {
        var whose = caller.tenant(tenant);
        var filter = new EntryFilter();
        var wanted = metric == null ? Metric.MESSAGES : metric;
        filter.metric = wanted;
        filter.check();
        return months.current(whose).chain(now -> outlooks.of(whose, now, wanted));
    }

    @GET
    @Path("/daily.csv")
    @Produces("text/csv;charset=UTF-8")
    @Operation(
            summary = "A month day by day as CSV",
            description =
                    "Conversations, messages, tokens read and written, tool calls and cost of each day, the running month when none is named.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<RestResponse<byte[]>> daily(
            @QueryParam("tenant") @Nullable TenantId tenant, @QueryParam("month") @Nullable String month) {
        var whose = caller.tenant(tenant);
        return months.current(whose)
                .map(now -> month == null ? now : new BillingMonth(UsageResource.parse(month), now.zone()))
                .chain(wanted -> reports.days(whose, wanted)
                        .map(days -> RestResponse.ResponseBuilder.ok(DailyCsv.of(days))
                                .header(
                                        "Content-Disposition",
                                        "attachment; filename=\"usage-" + wanted.month() + ".csv\"")
                                .header("Cache-Control", "no-store")
                                .build()));
    }

    @GET
    @Path("/export.csv")
    @Produces("text/csv;charset=UTF-8")
    @Operation(
            summary = "The ledger as CSV, streamed",
            description =
                    "Filtered as the list of events is. Dimensions without a column of their own are a JSON object in the last.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Multi<byte[]> csv(@QueryParam("tenant") @Nullable TenantId tenant, @BeanParam EntryFilter filter) {
        var whose = caller.tenant(tenant);
        filter.check();
        return attached("csv", known(whose, export.csv(whose, filter)));
    }

    @GET
    @Path("/export.json")
    @Produces("application/json")
    @Operation(summary = "The ledger as one JSON array, streamed", description = "Filtered as the list of events is.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Multi<LedgerEntry> json(@QueryParam("tenant") @Nullable TenantId tenant, @BeanParam EntryFilter filter) {
        var whose = caller.tenant(tenant);
        filter.check();
        return attached("json", known(whose, export.entries(whose, filter)));
    }

    @POST
    @Path("/rebuild")
    @Operation(summary = "Make a tenant's sums anew from the ledger")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<Rebuilt> rebuild(@QueryParam("tenant") @Nullable TenantId tenant) {
        var whose = caller.tenant(tenant);
        return months.current(whose).chain(() -> ledger.rebuild(whose)).map(Rebuilt::new);
    }

    private <T> Multi<T> known(TenantId tenant, Multi<T> rows) {
        return months.current(tenant).onItem().transformToMulti(any -> rows);
    }

    private static <T> Multi<T> attached(String extension, Multi<T> rows) {
        return RestMulti.fromMultiData(rows)
                .header("Content-Disposition", "attachment; filename=\"usage." + extension + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }
}
