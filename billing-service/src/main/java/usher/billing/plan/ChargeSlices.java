package usher.billing.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Charge;
import usher.kit.problem.Refusal;

/** Which charges by dimensions can be: of the dimensions that sums are kept by, and so that each unit of usage has one price. */
final class ChargeSlices {
    private static final Set<String> KEPT = Set.of("model", "provider", "persona", "tool");
    private static final int MOST = 50;
    private static final int LONGEST = 100;

    private ChargeSlices() {}

    static void check(List<ChargeTerms> charges) {
        for (int at = 0; at < charges.size(); at++) {
            var charge = charges.get(at);
            if (charge != null && charge.dimensions() != null) {
                requireReadable(path(at), charge);
                requireApart(charges, at);
            }
        }
    }

    private static void requireReadable(String path, ChargeTerms charge) {
        if (Charge.SEATS.equals(charge.metric())) {
            throw Refusal.invalid(path, "dimensions-of-seats", "Seats have no dimensions.");
        }
        var dimensions = charge.dimensions();
        if (dimensions == null || dimensions.isEmpty() || !KEPT.containsAll(dimensions.keySet())) {
            throw Refusal.invalid(
                    path,
                    "dimension-unknown",
                    "A charge may be for models, providers, personas or tools: "
                            + "\"dimensions\" has one or some of model, provider, persona and tool.");
        }
        dimensions.forEach((name, values) -> requireValues(path + "/" + name, values));
    }

    private static void requireValues(String path, @Nullable List<@Nullable String> values) {
        boolean fine = values != null
                && !values.isEmpty()
                && values.size() <= MOST
                && values.stream().allMatch(ChargeSlices::isValue)
                && new HashSet<>(values).size() == values.size();
        if (!fine) {
            throw Refusal.invalid(
                    path, "dimension-values-invalid", "From 1 to 50 different values of up to 100 characters.");
        }
    }

    private static boolean isValue(@Nullable String value) {
        return value != null && !value.isBlank() && value.length() <= LONGEST && value.indexOf('\0') < 0;
    }

    private static void requireApart(List<ChargeTerms> charges, int at) {
        var charge = charges.get(at);
        for (int before = 0; before < at; before++) {
            var other = charges.get(before);
            boolean overlaps = other != null
                    && charge.metric() != null
                    && charge.metric().equals(other.metric())
                    && !other.slice().isRest()
                    && charge.slice().overlaps(other.slice());
            if (overlaps) {
                throw Refusal.invalid(
                        path(at),
                        "charges-overlap",
                        "Usage may be in this charge and in charge " + before
                                + " of the same metric. Name a dimension in both, without a common value.");
            }
        }
    }

    private static String path(int at) {
        return "/terms/charges/" + at + "/dimensions";
    }
}
