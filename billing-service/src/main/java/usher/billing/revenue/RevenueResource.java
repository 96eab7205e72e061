package usher.billing.revenue;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.Role;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;
import usher.kit.problem.Refusal;

/** What the platform earns, for its own members. All amounts are minor units of the currency beside them. */
@Path("/api/v1/billing/revenue")
public class RevenueResource {
    private static final String MONTHS = "12";
    private static final int MOST_MONTHS = 60;

    private final Revenue revenue;
    private final Sheets sheets;

    RevenueResource(Revenue revenue, Sheets sheets) {
        this.revenue = revenue;
        this.sheets = sheets;
    }

    @GET
    @Path("/movements")
    @Operation(
            summary = "Recurring revenue by month and currency, and how it moved",
            description =
                    "A month's value is that of the phases in force as it ends (UTC; the running month ends now): the fee and the seats beyond those included, for a whole month, before tax, without usage. Trials, pauses and ends count as nothing; who comes back is new; annual is twelve months.")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST, platform = true)
    public Uni<Page<Rows.Movement>> movements(
            @QueryParam("months") @DefaultValue(MONTHS) @Min(1) @Max(MOST_MONTHS) int months,
            @Valid @BeanParam PageRequest page) {
        return revenue.movements(months).map(rows -> cut(rows, page, row -> row.month() + ":" + row.currency()));
    }

    @GET
    @Path("/collections")
    @Operation(
            summary = "Invoiced, collected and credited by month and currency, with the average paid invoice",
            description = "By when it was issued or paid, in UTC, with tax. Void invoices count as nothing.")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST, platform = true)
    public Uni<Page<Rows.Collection>> collections(
            @QueryParam("months") @DefaultValue(MONTHS) @Min(1) @Max(MOST_MONTHS) int months,
            @Valid @BeanParam PageRequest page) {
        return revenue.collections(months).map(rows -> cut(rows, page, row -> row.month() + ":" + row.currency()));
    }

    @GET
    @Path("/receivables")
    @Operation(summary = "What is unpaid, by currency and by how late it is")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST, platform = true)
    public Uni<Page<Rows.Receivable>> receivables(@Valid @BeanParam PageRequest page) {
        return revenue.receivables().map(rows -> cut(rows, page, Rows.Receivable::currency));
    }

    @GET
    @Path("/plans")
    @Operation(summary = "Recurring revenue now and what came of invoices, by plan and currency")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST, platform = true)
    public Uni<Page<Rows.OfPlan>> plans(@Valid @BeanParam PageRequest page) {
        return revenue.plans().map(rows -> cut(rows, page, row -> row.plan() + ":" + row.currency()));
    }

    @GET
    @Path("/tenants")
    @Operation(
            summary = "Recurring revenue now and what came of invoices, by tenant",
            description = "Of one plan, or of all.")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST, platform = true)
    public Uni<Page<Rows.OfTenant>> tenants(
            @QueryParam("plan") @Nullable @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String plan,
            @Valid @BeanParam PageRequest page) {
        var after = page.startingAfter(TenantId::fromString);
        return revenue.tenants(after, plan, page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.tenant().toString()));
    }

    @GET
    @Path("/export.csv")
    @Produces("text/csv;charset=UTF-8")
    @Operation(
            summary = "A report as CSV, streamed",
            description = "report is movements, collections, receivables, plans or tenants.")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST, platform = true)
    public Multi<byte[]> csv(
            @QueryParam("report") @DefaultValue("movements") Report report,
            @QueryParam("months") @DefaultValue(MONTHS) @Min(1) @Max(MOST_MONTHS) int months) {
        return RestMulti.fromMultiData(sheets.csv(report, months))
                .header("Content-Disposition", "attachment; filename=\"revenue.csv\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    /** The part of a short list that comes after the cursor. */
    private static <T> Page<T> cut(List<T> rows, PageRequest page, Function<T, String> id) {
        var after = page.startingAfter();
        int from = 0;
        if (after != null) {
            var ids = rows.stream().map(id).toList();
            from = ids.indexOf(after) + 1;
            if (from == 0) {
                throw Refusal.invalid("/starting_after", "cursor-invalid", "Pass the next_cursor of the page before.");
            }
        }
        return Page.of(rows.subList(from, Math.min(rows.size(), from + page.fetch())), page, id);
    }
}
