package usher.chat.turn.framing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;

/** The framings that a client may ask for by {@code ?format=}; ours without it. */
public enum Format {
    NATIVE("", NativeFraming::new, Map.of()),
    /** See docs.ag-ui.com/concepts/events. */
    AG_UI("agui", AgUiFraming::new, Map.of()),
    /** See ai-sdk.dev/docs/ai-sdk-ui/stream-protocol. */
    AI_SDK("ai-sdk", AiSdkFraming::new, Map.of("x-vercel-ai-ui-message-stream", List.of("v1")));

    private final String name;
    private final Function<ObjectMapper, Framing> start;
    private final Map<String, List<String>> headers;

    Format(String name, Function<ObjectMapper, Framing> start, Map<String, List<String>> headers) {
        this.name = name;
        this.start = start;
        this.headers = headers;
    }

    public static Format named(@Nullable String name) {
        for (var format : values()) {
            if (format.name.equals(name == null ? "" : name)) {
                return format;
            }
        }
        throw Refusal.invalid("/format", "format-unknown", "The formats are agui and ai-sdk; leave it out for ours.");
    }

    public Framing start(ObjectMapper mapper) {
        return start.apply(mapper);
    }

    public Map<String, List<String>> headers() {
        return headers;
    }
}
