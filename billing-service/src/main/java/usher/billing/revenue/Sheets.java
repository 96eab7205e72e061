package usher.billing.revenue;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.csv.Csv;

/** The reports as CSV. Tenants are read and written some hundred at a time; the others are short. */
@ApplicationScoped
class Sheets {
    private static final int ROWS = 500;
    private final Revenue revenue;

    Sheets(Revenue revenue) {
        this.revenue = revenue;
    }

    Multi<byte[]> csv(Report report, int months) {
        return switch (report) {
            case MOVEMENTS ->
                sheet(
                        "month,currency,start_minor,new_minor,expansion_minor,contraction_minor,churned_minor,end_minor,annual_minor,customers_start,customers_new,customers_churned,customers_end,logo_churn_rate,revenue_churn_rate",
                        whole(revenue.movements(months), Sheets::movement));
            case COLLECTIONS ->
                sheet(
                        "month,currency,invoiced_minor,collected_minor,paid_invoices,average_minor,credited_minor,credit_notes",
                        whole(revenue.collections(months), Sheets::collection));
            case RECEIVABLES ->
                sheet(
                        "currency,invoices,outstanding_minor,not_due_minor,up_to30_minor,up_to60_minor,up_to90_minor,over90_minor,overdue_minor",
                        whole(revenue.receivables(), Sheets::receivable));
            case PLANS ->
                sheet(
                        "plan,currency,customers,monthly_minor,annual_minor,outstanding_minor,overdue_minor,collected_minor,credited_minor",
                        whole(revenue.plans(), Sheets::plan));
            case TENANTS ->
                sheet(
                        "tenant,name,plan,status,since,currency,monthly_minor,outstanding_minor,overdue_minor,collected_minor,credited_minor",
                        tenants());
        };
    }

    private Multi<List<List<String>>> tenants() {
        var last = new ArrayList<TenantId>();
        return Multi.createBy()
                .repeating()
                .uni(() -> revenue.tenants(last.isEmpty() ? null : last.getLast(), null, ROWS)
                        .invoke(page -> page.forEach(row -> last.add(row.tenant()))))
                .whilst(page -> page.size() == ROWS)
                .map(page -> page.stream().flatMap(row -> tenant(row).stream()).toList());
    }

    private static <T> Multi<List<List<String>>> whole(Uni<List<T>> rows, Function<T, List<String>> cells) {
        return rows.map(found -> found.stream().map(cells).toList()).toMulti();
    }

    private static Multi<byte[]> sheet(String names, Multi<List<List<String>>> rows) {
        var head = Multi.createFrom().item(Csv.bytes(Csv.BYTE_ORDER_MARK + Csv.line(Arrays.asList(names.split(",")))));
        return Multi.createBy().concatenating().streams(head, rows.map(page -> Csv.bytes(lines(page))));
    }

    private static List<String> movement(Rows.Movement row) {
        return cells(
                row.month(),
                row.currency(),
                row.startMinor(),
                row.newMinor(),
                row.expansionMinor(),
                row.contractionMinor(),
                row.churnedMinor(),
                row.endMinor(),
                row.annualMinor(),
                row.customersStart(),
                row.customersNew(),
                row.customersChurned(),
                row.customersEnd(),
                row.logoChurnRate(),
                row.revenueChurnRate());
    }

    private static List<String> collection(Rows.Collection row) {
        return cells(
                row.month(),
                row.currency(),
                row.invoicedMinor(),
                row.collectedMinor(),
                row.paidInvoices(),
                row.averageMinor(),
                row.creditedMinor(),
                row.creditNotes());
    }

    private static List<String> receivable(Rows.Receivable row) {
        return cells(
                row.currency(),
                row.invoices(),
                row.outstandingMinor(),
                row.notDueMinor(),
                row.upTo30Minor(),
                row.upTo60Minor(),
                row.upTo90Minor(),
                row.over90Minor(),
                row.overdueMinor());
    }

    private static List<String> plan(Rows.OfPlan row) {
        return cells(
                row.plan(),
                row.currency(),
                row.customers(),
                row.monthlyMinor(),
                row.annualMinor(),
                row.outstandingMinor(),
                row.overdueMinor(),
                row.collectedMinor(),
                row.creditedMinor());
    }

    private static List<List<String>> tenant(Rows.OfTenant row) {
        return row.revenue().stream()
                .map(money -> cells(
                        row.tenant(),
                        row.name(),
                        row.plan(),
                        row.status(),
                        row.since(),
                        money.currency(),
                        money.monthlyMinor(),
                        money.outstandingMinor(),
                        money.overdueMinor(),
                        money.collectedMinor(),
                        money.creditedMinor()))
                .toList();
    }

    private static List<String> cells(@Nullable Object... values) {
        return Arrays.stream(values).map(Csv::cell).toList();
    }

    private static String lines(List<List<String>> rows) {
        var lines = new StringBuilder();
        rows.forEach(row -> lines.append(Csv.line(row)));
        return lines.toString();
    }
}
