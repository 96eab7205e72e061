package usher.billing.overview;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.Role;
import usher.kit.csv.Csv;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** What all tenants used, to look at and to take along. */
@Path("/api/v1/billing/usage")
public class OverviewResource {
    private static final String A_MONTH = "[12][0-9]{3}-(0[1-9]|1[0-2])";
    private static final String A_PLAN = "[a-z][a-z0-9-]{0,39}";
    private static final int ROWS = 200;
    private final Overview overview;

    OverviewResource(Overview overview) {
        this.overview = overview;
    }

    @GET
    @Path("/tenants")
    @Operation(
            summary = "What all tenants used in a month beside the month before, and their limits",
            description = "Of one plan, or of all; the running month of each one's clocks when none is named.")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST, platform = true)
    public Uni<Page<TenantUsage>> tenants(
            @QueryParam("plan") @Nullable @Pattern(regexp = A_PLAN) String plan,
            @QueryParam("month") @Nullable @Pattern(regexp = A_MONTH) String month,
            @Valid @BeanParam PageRequest page) {
        var after = page.startingAfter(TenantId::fromString);
        return overview.page(after, plan, parse(month), page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.tenant().toString()));
    }

    @GET
    @Path("/tenants.csv")
    @Produces("text/csv;charset=UTF-8")
    @Operation(summary = "The same as CSV, streamed", description = "A line for each tenant and metric.")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST, platform = true)
    public Multi<byte[]> csv(
            @QueryParam("plan") @Nullable @Pattern(regexp = A_PLAN) String plan,
            @QueryParam("month") @Nullable @Pattern(regexp = A_MONTH) String month) {
        var last = new AtomicReference<@Nullable TenantId>();
        var pages = Multi.createBy()
                .repeating()
                .uni(() -> overview.page(last.get(), plan, parse(month), ROWS)
                        .invoke(rows -> rows.forEach(row -> last.set(row.tenant()))))
                .whilst(rows -> rows.size() == ROWS)
                .map(OverviewResource::lines);
        var head = Multi.createFrom()
                .item(Csv.BYTE_ORDER_MARK
                        + Csv.line(List.of(
                                "tenant",
                                "name",
                                "plan",
                                "month",
                                "metric",
                                "quantity",
                                "previous_quantity",
                                "limit",
                                "cost_micros")));
        return RestMulti.fromMultiData(Multi.createBy()
                        .concatenating()
                        .streams(head, pages)
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Disposition", "attachment; filename=\"usage-of-tenants.csv\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private static @Nullable YearMonth parse(@Nullable String month) {
        return month == null ? null : YearMonth.parse(month);
    }

    private static String lines(List<TenantUsage> page) {
        var lines = new StringBuilder();
        page.forEach(row -> row.metrics()
                .forEach(metric -> lines.append(Csv.line(List.of(
                        row.tenant().toString(),
                        Csv.cell(row.name()),
                        row.plan(),
                        row.month(),
                        Csv.cell(metric.metric()),
                        String.valueOf(metric.quantity()),
                        String.valueOf(metric.previousQuantity()),
                        metric.limit() == null ? "" : String.valueOf(metric.limit()),
                        String.valueOf(metric.costMicros()))))));
        return lines.toString();
    }
}
