package usher.contracts.event;

import java.util.List;
import java.util.Map;

/**
 * What one act used, line by line. Dimensions say what for: model, provider, persona (its version), conversation, turn, tool; and
 * whatever else whoever reports it has to say.
 */
public record UsageRecorded(List<UsageLine> lines, Map<String, String> dimensions) implements EventData {
    public static final String TYPE = "usher.usage.recorded.v1";

    public UsageRecorded {
        lines = List.copyOf(lines);
        dimensions = Map.copyOf(dimensions);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("Usage without a line says nothing");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Topic topic() {
        return Topic.USAGE;
    }
}
