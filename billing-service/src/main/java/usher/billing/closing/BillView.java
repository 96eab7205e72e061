package usher.billing.closing;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Bill;
import usher.billing.charge.Charged;
import usher.billing.charge.Line;
import usher.billing.charge.Pricing;
import usher.billing.charge.Terms;

/** A bill as it is filed and as a preview shows it; all amounts in minor units. */
record BillView(
        String period,
        Instant startsAt,
        Instant endsAt,
        String zone,
        String currency,
        @Nullable String plan,
        @Nullable Integer planVersion,
        List<LineView> lines,
        List<TaxView> taxes,
        long baseMinor,
        long usageMinor,
        long netMinor,
        long taxMinor,
        long creditMinor,
        long dueMinor) {

    record LineView(
            int position,
            String kind,
            String plan,
            int planVersion,
            @Nullable String metric,
            Instant startsAt,
            Instant endsAt,
            long quantity,
            long sharePart,
            long shareWhole,
            long amountMinor,
            Pricing price) {}

    record TaxView(BigDecimal rate, String text, long netMinor, long amountMinor) {}

    /** What is remembered of billed usage. */
    record ChargedView(
            Instant startsAt,
            String metric,
            int part,
            Instant endsAt,
            String plan,
            int planVersion,
            long sharePart,
            long shareWhole,
            long quantity,
            long amountMinor) {
        static ChargedView of(Charged charged) {
            var segment = charged.segment();
            return new ChargedView(
                    segment.start(),
                    charged.metric(),
                    charged.charge().part(),
                    segment.end(),
                    segment.terms().plan(),
                    segment.terms().version(),
                    segment.share().part(),
                    segment.share().whole(),
                    charged.quantity(),
                    charged.amountMinor());
        }
    }

    /** A bill with what the database needs beside it. */
    record Filed(
            UUID tenantId,
            UUID id,
            boolean owed,
            @JsonUnwrapped BillView bill,
            List<ChargedView> charged,
            Addressed buyer) {}

    /** To whom, as the paper says. */
    record Addressed(
            String legalName,
            String address,
            @Nullable String country,
            @Nullable String taxId,
            @Nullable String email) {
        static Addressed of(Buyer buyer) {
            return new Addressed(buyer.name(), buyer.address(), buyer.country(), buyer.taxId(), buyer.email());
        }
    }

    static BillView of(Bill bill) {
        var lines = bill.lines();
        return new BillView(
                bill.period().month().toString(),
                bill.period().start(),
                bill.period().end(),
                bill.period().zone().getId(),
                bill.currency(),
                bill.plan().map(Terms::plan).orElse(null),
                bill.plan().map(Terms::version).orElse(null),
                IntStream.range(0, lines.size())
                        .mapToObj(at -> line(at + 1, lines.get(at)))
                        .toList(),
                bill.taxes().stream()
                        .filter(tax -> tax.netMinor() != 0)
                        .map(tax -> new TaxView(tax.tax().rate(), tax.tax().text(), tax.netMinor(), tax.amountMinor()))
                        .toList(),
                bill.baseMinor(),
                bill.usageMinor(),
                bill.netMinor(),
                bill.taxMinor(),
                bill.creditMinor(),
                bill.dueMinor());
    }

    private static LineView line(int position, Line line) {
        var segment = line.segment();
        return new LineView(
                position,
                line.kind().name(),
                segment.terms().plan(),
                segment.terms().version(),
                line.metric(),
                segment.start(),
                segment.end(),
                line.quantity(),
                segment.share().part(),
                segment.share().whole(),
                line.amountMinor(),
                Pricing.of(line));
    }
}
