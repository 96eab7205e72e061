package usher.billing.charge;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The part of a metric's usage that a charge is for: what has one of these values in each of these dimensions. Without any it is the rest, what no other
 * charge of the metric names. Usage that does not say a dimension has the empty value there.
 */
public record Slice(Map<String, List<String>> dimensions) {
    public static final Slice REST = new Slice(Map.of());

    public Slice {
        dimensions = sorted(dimensions);
    }

    public boolean isRest() {
        return dimensions.isEmpty();
    }

    boolean has(Map<String, String> used) {
        return dimensions.entrySet().stream()
                .allMatch(wanted -> wanted.getValue().contains(used.getOrDefault(wanted.getKey(), "")));
    }

    /** Whether some usage may be in both. Two are apart if there is a dimension that both name, without a common value. */
    public boolean overlaps(Slice other) {
        return dimensions.entrySet().stream()
                .noneMatch(wanted -> other.dimensions.containsKey(wanted.getKey())
                        && Collections.disjoint(wanted.getValue(), other.dimensions.get(wanted.getKey())));
    }

    private static SortedMap<String, List<String>> sorted(Map<String, List<String>> dimensions) {
        var sorted = new TreeMap<String, List<String>>();
        dimensions.forEach((name, values) ->
                sorted.put(name, values.stream().sorted().distinct().toList()));
        return Collections.unmodifiableSortedMap(sorted);
    }
}
