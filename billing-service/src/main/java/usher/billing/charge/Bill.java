package usher.billing.charge;

import java.util.List;

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

    /** Whether there is anything to send: a month in which all was free makes no invoice. */
    public boolean isOwed() {
        return lines.stream().anyMatch(line -> line.amountMinor() != 0);
    }
}
