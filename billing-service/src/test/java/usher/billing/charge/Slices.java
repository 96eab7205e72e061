package usher.billing.charge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Random charges of a metric by dimensions, and random dimensions of usage. */
final class Slices {
    private static final List<String> MODELS = List.of("a", "b", "c", "d");
    private static final List<String> PROVIDERS = List.of("x", "y");

    private Slices() {}

    static Map<String, String> used(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Map.of();
            case 1 -> Map.of("provider", one(random, PROVIDERS));
            default -> Map.of("model", one(random, MODELS), "provider", one(random, PROVIDERS), "tool", "t");
        };
    }

    /** Half of the time one for all; else each model is in one slice at most, and so is each of its providers where a slice names them. */
    static List<Charge> charges(Random random, String metric, Supplier<Tariff> tariff) {
        if (random.nextBoolean()) {
            return List.of(Charge.of(metric, tariff.get()));
        }
        var slices = new ArrayList<Slice>();
        slices.add(new Slice(Map.of("model", List.of("b", "a"))));
        if (random.nextBoolean()) {
            slices.add(new Slice(Map.of("model", List.of("c"), "provider", List.of("x"))));
        }
        if (random.nextBoolean()) {
            slices.add(new Slice(Map.of("provider", List.of("y"), "model", List.of("c", "d"))));
        }
        var charges = new ArrayList<Charge>();
        for (var slice : slices) {
            charges.add(new Charge(metric, charges.size() + 1, slice, tariff.get()));
        }
        if (random.nextInt(3) > 0) {
            charges.add(random.nextInt(charges.size() + 1), Charge.of(metric, tariff.get()));
        }
        return charges;
    }

    private static String one(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
