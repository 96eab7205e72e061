package usher.billing.revenue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;

/** What the reports list. Amounts are minor units of the currency; rates are fractions, absent where there is nothing to divide by. */
final class Rows {
    private static final int DECIMALS = 6;
    private static final int MONTHS = 12;

    private Rows() {}

    /** How recurring revenue moved in a month: start + new + expansion − contraction − churned = end. */
    record Movement(
            String month,
            String currency,
            long startMinor,
            long newMinor,
            long expansionMinor,
            long contractionMinor,
            long churnedMinor,
            long endMinor,
            long customersStart,
            long customersNew,
            long customersChurned,
            long customersEnd) {
        public long annualMinor() {
            return Math.multiplyExact(endMinor, MONTHS);
        }

        /** Customers who left, of those there were. */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public @Nullable String logoChurnRate() {
            return rate(customersChurned, customersStart);
        }

        /** What was lost by leaving and by paying less, of what there was. */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public @Nullable String revenueChurnRate() {
            return rate(Math.addExact(churnedMinor, contractionMinor), startMinor);
        }
    }

    /** What was invoiced, collected and credited in a month. The average is of the invoices that were paid with money. */
    record Collection(
            String month,
            String currency,
            long invoicedMinor,
            long collectedMinor,
            long paidInvoices,
            @Nullable Long averageMinor,
            long creditedMinor,
            long creditNotes) {}

    /** What is unpaid now, by the days that it is late; {@code not_due} is not. */
    record Receivable(
            String currency,
            long invoices,
            long outstandingMinor,
            long notDueMinor,
            long upTo30Minor,
            long upTo60Minor,
            long upTo90Minor,
            long over90Minor,
            long overdueMinor) {}

    /** A plan now: who is on it, and what came of those tenants' invoices. */
    record OfPlan(
            String plan,
            String currency,
            long customers,
            long monthlyMinor,
            long outstandingMinor,
            long overdueMinor,
            long collectedMinor,
            long creditedMinor) {
        public long annualMinor() {
            return Math.multiplyExact(monthlyMinor, MONTHS);
        }
    }

    /** A tenant now, with one sum for each currency that it ever had to do with. */
    record OfTenant(TenantId tenant, String name, String plan, String status, Instant since, List<Money> revenue) {}

    record Money(
            String currency,
            long monthlyMinor,
            long outstandingMinor,
            long overdueMinor,
            long collectedMinor,
            long creditedMinor) {}

    private static @Nullable String rate(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part)
                        .divide(BigDecimal.valueOf(whole), DECIMALS, RoundingMode.HALF_UP)
                        .toPlainString();
    }
}
