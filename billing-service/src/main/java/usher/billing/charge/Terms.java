package usher.billing.charge;

import java.util.List;
import java.util.Map;

/** The money side of one version of a plan; {@code baseMinor} is for a whole month. */
public record Terms(String plan, int version, String currency, long baseMinor, List<Charge> charges, Tax tax) {
    public Terms {
        charges = List.copyOf(charges);
    }

    /** By what tells it apart within this version. */
    public Charge charge(String metric, int part) {
        return charges.stream()
                .filter(charge -> charge.metric().equals(metric) && charge.part() == part)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(plan + " does not charge for " + metric));
    }

    /** Whether any metric is charged by its dimensions. */
    public boolean isSliced() {
        return charges.stream().anyMatch(charge -> !charge.slice().isRest());
    }

    /** What is named of a metric; the rest is without this. */
    public List<Slice> slices(String metric) {
        return charges.stream()
                .filter(charge ->
                        charge.metric().equals(metric) && !charge.slice().isRest())
                .map(Charge::slice)
                .toList();
    }

    /** Whether usage of a charge's metric that has these dimensions is the charge's: it is one's alone, because slices of a metric do not overlap. */
    public boolean prices(Charge charge, Map<String, String> used) {
        return charge.slice().isRest()
                ? slices(charge.metric()).stream().noneMatch(slice -> slice.has(used))
                : charge.slice().has(used);
    }
}
