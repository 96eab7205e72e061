package usher.billing.charge;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a period costs in one currency. {@code creditMinor} is taken from the tenant's credit, or below zero, when the
 * lines are, added to it. {@code charged} is what is to be remembered for late usage.
 */
public record Bill(
        Period period,
        String currency,
        List<Line> lines,
        List<TaxLine> taxes,
        long netMinor,
        long taxMinor,
        long creditMinor,
        List<Charged> charged) {
    /** One tax on all lines that it is due on. */
    public record TaxLine(Tax tax, long netMinor, long amountMinor) {}

    public Bill {
        lines = List.copyOf(lines);
        taxes = List.copyOf(taxes);
        charged = List.copyOf(charged);
    }

    public long grossMinor() {
        return netMinor + taxMinor;
    }

    public long dueMinor() {
        return grossMinor() - creditMinor;
    }

    /** Fees and seats, before tax. */
    public long baseMinor() {
        return lines.stream().filter(Line::isBase).mapToLong(Line::amountMinor).reduce(0, Math::addExact);
    }

    /** What was used, late or in time, before tax. */
    public long usageMinor() {
        return Math.subtractExact(netMinor, baseMinor());
    }

    /** The plan that was in force last. */
    public Optional<Terms> plan() {
        return lines.stream()
                .map(Line::segment)
                .max(Comparator.comparing(Segment::end))
                .map(Segment::terms);
    }

    /** Whether there is anything to send: a month in which all was free makes no invoice. */
    public boolean isOwed() {
        return lines.stream().anyMatch(line -> line.amountMinor() != 0);
    }
}
