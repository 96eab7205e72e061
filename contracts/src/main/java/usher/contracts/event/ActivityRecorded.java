package usher.contracts.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.VisitorId;

/**
 * Something a visitor or the assistant did, for analysis. {@code activity} is {@code noun.verb-past}, for example
 * {@code turn.answered}; properties never hold message text.
 */
public record ActivityRecorded(
        String activity,
        @Nullable VisitorId visitor,
        @Nullable ConversationId conversation,
        Map<String, String> properties)
        implements EventData {
    public static final String TYPE = "usher.activity.recorded.v1";

    public ActivityRecorded {
        Required.present(activity, "activity");
        properties = Map.copyOf(properties);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Topic topic() {
        return Topic.ACTIVITY;
    }
}
