package usher.billing.charge;

import java.util.List;

/** The money side of one version of a plan; {@code baseMinor} is for a whole month. */
public record Terms(String plan, int version, String currency, long baseMinor, List<Charge> charges, Tax tax) {
    public Terms {
        charges = List.copyOf(charges);
    }

    Tariff tariff(String metric) {
        return charges.stream()
                .filter(charge -> charge.metric().equals(metric))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(plan + " does not charge for " + metric))
                .tariff();
    }
}
