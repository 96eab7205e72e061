package usher.local.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** What the shop sells to its visitors: by the day, the month, the year and for good. What is there under the same key stays. */
record DemoOffers(Operator operator) {

    private static final String OFFERS = "/api/v1/billing/visitor-offers";

    /** {@code selling} is what all visitors have; with the first offer it begins to count, so it comes before. */
    void sell(String tenant, JsonNode selling, JsonNode offers) {
        Set<String> known = keys(tenant);
        if (known.isEmpty()) {
            operator.put("/api/v1/billing/visitor-selling?tenant=" + tenant, selling);
        }
        offers.properties().stream()
                .filter(offer -> !known.contains(offer.getKey()))
                .forEach(offer -> operator.put(OFFERS + "/" + offer.getKey() + "?tenant=" + tenant, offer.getValue()));
    }

    private Set<String> keys(String tenant) {
        var keys = new HashSet<String>();
        operator.get(OFFERS + "?limit=100&tenant=" + tenant)
                .path("data")
                .forEach(offer -> keys.add(offer.path("key").asText()));
        return keys;
    }
}
