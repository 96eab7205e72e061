package usher.billing.closing;

import java.util.List;

/**
 * What a change costs. {@code thisPeriod} is the running period by currency; {@code wholeMonth} a later month that is wholly under the last
 * of the changes, without any usage; nothing where that is free. All amounts are minor units.
 */
public record Forecast(List<Difference> thisPeriod, List<WholeMonth> wholeMonth) {

    /** Before tax, with the usage so far: as things are, with the change, and what the change adds or saves. */
    public record Difference(String currency, long unchangedMinor, long changedMinor, long differenceMinor) {}

    /** {@code baseMinor} is the fee and the seats, before tax. */
    public record WholeMonth(String currency, long baseMinor, long taxMinor, long totalMinor) {}
}
