package usher.billing.usage;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.YearMonth;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.billing.subscription.BillingMonth;
import usher.billing.subscription.BillingMonths;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;
import usher.kit.problem.Refusal;

/** What a tenant used: the month in sums, and the ledger entry by entry. */
@Path("/api/v1/billing/usage")
public class UsageResource {
    private static final Pattern MONTH = Pattern.compile("[12][0-9]{3}-(0[1-9]|1[0-2])");

    private final UsageReports reports;
    private final Ledger ledger;
    private final BillingMonths months;
    private final CurrentCaller caller;

    UsageResource(UsageReports reports, Ledger ledger, BillingMonths months, CurrentCaller caller) {
        this.reports = reports;
        this.ledger = ledger;
        this.months = months;
        this.caller = caller;
    }

    /** The running month of the tenant's calendar, or the month asked for. */
    @GET
    @Operation(summary = "A month's usage beside its limits, by model and by day")
    @Path("/current")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<UsageReport> current(
            @QueryParam("tenant") @Nullable TenantId tenant, @QueryParam("month") @Nullable String month) {
        var whose = caller.tenant(tenant);
        return months.current(whose)
                .map(now -> month == null ? now : new BillingMonth(parse(month), now.zone()))
                .chain(wanted -> reports.of(whose, wanted));
    }

    /** The ledger, the newest event first: what the sums and the lines of invoices are made of. */
    @GET
    @Operation(
            summary = "The ledger, entry by entry",
            description =
                    "Filtered by metric, by when it occurred, from inclusive, to exclusive, and by dimensions: only is {\"model\":[\"a\"]}, except a list of such.")
    @Path("/events")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Page<LedgerEntry>> events(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @BeanParam EntryFilter filter,
            @Valid @BeanParam PageRequest page) {
        var whose = caller.tenant(tenant);
        var after = EntryId.parse(page.startingAfter());
        filter.check();
        return months.current(whose)
                .chain(() -> ledger.entries(whose, filter, after, page.fetch()))
                .map(entries -> Page.of(entries, page, LedgerEntry::id));
    }

    static YearMonth parse(String month) {
        if (!MONTH.matcher(month).matches()) {
            throw Refusal.invalid("/month", "month-invalid", "A month is written like 2026-03.");
        }
        return YearMonth.parse(month);
    }
}
