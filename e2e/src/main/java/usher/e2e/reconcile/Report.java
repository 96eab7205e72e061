package usher.e2e.reconcile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The outcome of one reconciliation, readable as it is.
 *
 * @param unacknowledged turns that are stored and metered although their client got no answer: legal when a connection
 *     broke after the commit, and a number to watch
 * @param unheard provider calls whose answer never reached us, because the connection to the provider broke: they are on
 *     the provider's bill and on nobody else's. Zero unless the provider itself was cut off
 * @param refusals how often each problem code was seen
 */
public record Report(
        int asked,
        int acknowledged,
        int stored,
        int metered,
        int counted,
        int unacknowledged,
        int unheard,
        Map<String, Integer> refusals,
        List<Difference> differences) {

    private static final int SHOWN = 20;

    public Report {
        refusals = new TreeMap<>(refusals);
        differences = List.copyOf(differences);
    }

    public boolean agrees() {
        return differences.isEmpty();
    }

    @Override
    public String toString() {
        var books =
                "%d asked · %d acknowledged · %d stored (%d of them unacknowledged) · %d metered · %d provider calls (%d unheard)"
                        .formatted(asked, acknowledged, stored, unacknowledged, metered, counted, unheard);
        var refused = refusals.isEmpty() ? "" : "\nrefused: " + refusals;
        if (agrees()) {
            return books + refused + "\nall books agree";
        }
        return books + refused + "\n" + differences.size() + " differences:\n"
                + differences.stream()
                        .limit(SHOWN)
                        .map(difference -> "  - " + difference)
                        .collect(Collectors.joining("\n"));
    }
}
