package usher.e2e.standin;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;

/** The provider's JSON, written by hand: under load the stand-in must cost far less than what it measures. */
final class Wire {

    private static final String NO_DETAILS = "\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio_tokens\":0,"
            + "\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}";

    static final String DONE = "data: [DONE]\n\n";

    private final String head;
    private final boolean usageOnEachChunk;

    Wire(String object, String id, long created, String model, boolean usageOnEachChunk) {
        this.head = "{\"id\":\"" + id + "\",\"object\":\"" + object + "\",\"created\":" + created + ",\"model\":"
                + quoted(model) + ",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_stand_in\",";
        this.usageOnEachChunk = usageOnEachChunk;
    }

    static Wire completion(String id, long created, String model) {
        return new Wire("chat.completion", id, created, model, false);
    }

    static Wire chunks(String id, long created, String model, boolean usage) {
        return new Wire("chat.completion.chunk", id, created, model, usage);
    }

    String message(String text, String finish, Usage usage) {
        return head + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":" + quoted(text)
                + ",\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"" + finish + "\"}],"
                + usage.json() + "}";
    }

    String toolMessage(String id, List<Step.Use> uses, Usage usage) {
        var calls = new ArrayList<String>();
        for (int i = 0; i < uses.size(); i++) {
            calls.add("{\"id\":\"" + callId(id, i) + "\",\"type\":\"function\",\"function\":{\"name\":"
                    + quoted(uses.get(i).tool()) + ",\"arguments\":"
                    + quoted(uses.get(i).arguments()) + "}}");
        }
        return head + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
                + String.join(",", calls)
                + "],\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"tool_calls\"}],"
                + usage.json() + "}";
    }

    String role() {
        return chunk("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", null);
    }

    String text(String piece) {
        return chunk("{\"content\":" + quoted(piece) + "}", null);
    }

    /** The first frame of a call carries its name and no arguments yet, as the real provider's does. */
    String callStart(String id, int index, String tool, boolean first) {
        return chunk(
                "{" + (first ? "\"role\":\"assistant\",\"content\":null," : "") + "\"tool_calls\":[{\"index\":" + index
                        + ",\"id\":\"" + callId(id, index) + "\",\"type\":\"function\",\"function\":{\"name\":"
                        + quoted(tool) + ",\"arguments\":\"\"}}]}",
                null);
    }

    String callArguments(int index, String fragment) {
        return chunk(
                "{\"tool_calls\":[{\"index\":" + index + ",\"function\":{\"arguments\":" + quoted(fragment) + "}}]}",
                null);
    }

    String finish(String reason) {
        return chunk("{}", reason);
    }

    String usageChunk(Usage usage) {
        return "data: " + head + "\"choices\":[]," + usage.json() + "}\n\n";
    }

    private String chunk(String delta, @org.jspecify.annotations.Nullable String finish) {
        return "data: " + head + "\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"logprobs\":null,\"finish_reason\":"
                + (finish == null ? "null" : "\"" + finish + "\"") + "}]"
                + (usageOnEachChunk ? ",\"usage\":null" : "") + "}\n\n";
    }

    static String error(Step.Fail failure) {
        return "{\"error\":{\"message\":" + quoted(failure.message()) + ",\"type\":" + quoted(failure.type())
                + ",\"param\":null,\"code\":" + (failure.code() == null ? "null" : quoted(failure.code())) + "}}";
    }

    static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    private static String callId(String completion, int index) {
        return "call_" + completion.substring("chatcmpl-".length()) + index;
    }

    /** Tokens of one completion. */
    record Usage(int prompt, int cached, int completion) {
        String json() {
            return "\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + completion
                    + ",\"total_tokens\":" + (prompt + completion) + ",\"prompt_tokens_details\":{\"cached_tokens\":"
                    + cached + ",\"audio_tokens\":0}," + NO_DETAILS + "}";
        }
    }
}
