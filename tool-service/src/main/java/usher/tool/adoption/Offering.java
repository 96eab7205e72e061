package usher.tool.adoption;

import java.util.List;
import java.util.Optional;
import usher.tool.integration.Integrations.Held;

/** All that a system offers, as far as it was read: {@code total} counts what was left out too. */
record Offering(Held system, Optional<String> baseUrl, List<Offer> offers, int total) {
    static Offering of(Held system, List<Offer> offers) {
        return new Offering(system, Optional.empty(), offers, offers.size());
    }

    /** An offer's own name, which no other has, goes before what the system calls it, which may be said twice. */
    List<Offer> called(String name) {
        var byName = offers.stream()
                .filter(offer -> offer.operation().name().equals(name))
                .toList();
        return byName.isEmpty()
                ? offers.stream().filter(offer -> offer.isCalled(name)).toList()
                : byName;
    }
}
