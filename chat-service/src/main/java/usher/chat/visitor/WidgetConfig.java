package usher.chat.visitor;

import java.util.List;

/** How a tenant's widget looks and greets. */
public record WidgetConfig(
        String tenantName,
        String displayName,
        String primaryColor,
        String greeting,
        String position,
        List<String> suggestions,
        String locale) {}
