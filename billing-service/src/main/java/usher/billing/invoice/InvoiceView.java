package usher.billing.invoice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Pricing;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.TenantId;

/**
 * An invoice or credit note as the API shows it. All amounts are minor units of {@code currency}; {@code base_minor}
 * (fees and seats) and {@code usage_minor} are parts of {@code net_minor}, before tax, and {@code due_minor} is what is to be paid after
 * credit. {@code plan} is the one in force last. Lists show it without lines.
 */
public record InvoiceView(
        InvoiceId id,
        TenantId tenant,
        @Nullable String number,
        String kind,
        String status,
        @Nullable InvoiceId ofInvoice,
        @Nullable String ofNumber,
        @Nullable String plan,
        @Nullable Integer planVersion,
        String period,
        @Nullable Instant periodStart,
        @Nullable Instant periodEnd,
        String timeZone,
        String currency,
        long baseMinor,
        long usageMinor,
        long netMinor,
        long taxMinor,
        long grossMinor,
        long creditMinor,
        long dueMinor,
        List<TaxLine> taxes,
        Map<String, Object> buyer,
        Map<String, Object> seller,
        @Nullable String note,
        Instant createdAt,
        @Nullable Instant issuedAt,
        @Nullable Instant dueAt,
        @Nullable Instant paidAt,
        @Nullable Instant voidedAt,
        @Nullable Payment payment,
        @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) List<LineView> lines) {

    /** {@code rate} is a fraction: 0.18 is 18 %. */
    public record TaxLine(String rate, String text, long netMinor, long amountMinor) {}

    /** Who said that it was paid, and how. */
    public record Payment(
            @Nullable String provider,
            @Nullable String reference,
            @Nullable String method,
            @Nullable String by) {}

    /**
     * One line. {@code share} is how much of the month it is for, {@code price} what the amount is made of; {@code entries} is where the ledger entries are listed
     * that the quantity is the sum of, each naming the turn or the event it was used for.
     */
    public record LineView(
            int position,
            String kind,
            @Nullable String plan,
            @Nullable Integer planVersion,
            @Nullable String metric,
            @Nullable Instant from,
            @Nullable Instant to,
            long quantity,
            @Nullable Share share,
            @Nullable Pricing price,
            long amountMinor,
            @Nullable String text,
            @Nullable String entries) {}

    public record Share(long part, long whole) {}

    public boolean isCreditNote() {
        return kind.equals("credit_note");
    }

    boolean isDraft() {
        return status.equals("draft");
    }

    InvoiceView with(List<LineView> lines) {
        return new InvoiceView(
                id,
                tenant,
                number,
                kind,
                status,
                ofInvoice,
                ofNumber,
                plan,
                planVersion,
                period,
                periodStart,
                periodEnd,
                timeZone,
                currency,
                baseMinor,
                usageMinor,
                netMinor,
                taxMinor,
                grossMinor,
                creditMinor,
                dueMinor,
                taxes,
                buyer,
                seller,
                note,
                createdAt,
                issuedAt,
                dueAt,
                paidAt,
                voidedAt,
                payment,
                lines);
    }
}
