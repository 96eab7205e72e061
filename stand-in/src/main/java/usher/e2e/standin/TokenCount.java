package usher.e2e.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The stand-in's own count, simple enough to be checked by hand: a token is a run of characters without white space.
 * Each message costs three more, as a real provider's framing does; offered tools count by their JSON.
 */
public final class TokenCount {

    private static final int FRAMING = 3;

    private TokenCount() {}

    /** Words of a text. */
    public static int of(String text) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean blank = Character.isWhitespace(text.charAt(i));
            if (!blank && !inside) {
                words++;
            }
            inside = !blank;
        }
        return words;
    }

    /** Everything that the client sent: messages, the tool calls in them, and the tools on offer. */
    public static int ofPrompt(ChatRequest request) {
        int tokens = 0;
        for (var message : request.messages()) {
            tokens += FRAMING + of(ChatRequest.text(message));
            for (var call : message.path("tool_calls")) {
                tokens += ofCall(call.path("function").path("arguments").asText(""));
            }
        }
        for (JsonNode tool : request.body().path("tools")) {
            tokens += of(tool.path("function").path("description").asText("")) + FRAMING;
        }
        return tokens;
    }

    /** Tool calls that the stand-in itself sends: the name, and the words of the arguments. */
    public static int ofCalls(List<Step.Use> uses) {
        return uses.stream().mapToInt(use -> ofCall(use.arguments())).sum();
    }

    private static int ofCall(String arguments) {
        return 1 + of(arguments);
    }
}
