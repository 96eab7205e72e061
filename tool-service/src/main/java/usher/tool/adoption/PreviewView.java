package usher.tool.adoption;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to pick from, at most 500: {@code total} counts all of it. {@code base_url} is the address that a document names
 * for its paths, to be compared with that of the integration.
 */
record PreviewView(@Nullable String baseUrl, int total, boolean truncated, List<OfferView> offers) {
    /**
     * An offer. {@code original} is what the system calls it; {@code objection} says why it cannot be taken over;
     * {@code fingerprint} goes with the pick, so that what is taken over is what was seen.
     */
    record OfferView(
            String name,
            @Nullable String original,
            String description,
            String risk,
            ObjectNode parameters,
            ObjectNode definition,
            String fingerprint,
            @Nullable String objection) {}
}
