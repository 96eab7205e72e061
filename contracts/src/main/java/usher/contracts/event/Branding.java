package usher.contracts.event;

import java.util.List;

/** How a tenant's widget looks: a CSS hex colour, one of four corners, a greeting and suggested questions. */
public record Branding(
        String displayName, String primaryColor, String greeting, String position, List<String> suggestions) {
    public Branding {
        suggestions = List.copyOf(suggestions);
    }
}
