package usher.chat.turn.framing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;

/** Foreign framings that a client may ask for by {@code ?format=}. */
public enum Format {
    /** See docs.ag-ui.com/concepts/events. */
    AG_UI("agui", AgUiFraming::new, Map.of()),
    /** See ai-sdk.dev/docs/ai-sdk-ui/stream-protocol. */
    AI_SDK("ai-sdk", AiSdkFraming::new, Map.of("x-vercel-ai-ui-message-stream", "v1"));

    private final String name;
    private final Function<ObjectMapper, Framing> start;
    private final Map<String, String> headers;

    Format(String name, Function<ObjectMapper, Framing> start, Map<String, String> headers) {
        this.name = name;
        this.start = start;
        this.headers = headers;
    }

    /** Null for our own framing, which has no name. */
    public static @Nullable Format named(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        for (var format : values()) {
            if (format.name.equals(name)) {
                return format;
            }
        }
        throw Refusal.invalid("/format", "format-unknown", "The formats are agui and ai-sdk; leave it out for ours.");
    }

    public Framing start(ObjectMapper mapper) {
        return start.apply(mapper);
    }

    public Map<String, String> headers() {
        return headers;
    }
}
