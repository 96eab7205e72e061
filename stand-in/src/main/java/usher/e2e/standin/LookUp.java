package usher.e2e.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** The one decision the stand-in takes by itself: a question with a number in it goes to a tool that looks numbers up. */
final class LookUp {

    private static final Pattern NUMBER = Pattern.compile("\\b\\d{3,}\\b");

    private LookUp() {}

    static boolean fits(ChatRequest request, String tool) {
        return !request.answersTools()
                && request.offers(tool)
                && NUMBER.matcher(request.question()).find();
    }

    /** A call with the first number in the question, as the tool's first required parameter. */
    static Step call(ChatRequest request, String tool) {
        return Step.call(tool, arguments(request, tool));
    }

    /** The arguments for the tool's first required parameter, whatever the catalogue calls it. */
    private static String arguments(ChatRequest request, String tool) {
        var number = NUMBER.matcher(request.question());
        return number.find() ? "{\"" + parameter(request, tool) + "\":\"" + number.group() + "\"}" : "{}";
    }

    private static String parameter(ChatRequest request, String called) {
        for (var tool : request.body().path("tools")) {
            JsonNode function = tool.path("function");
            if (called.equals(function.path("name").asText())) {
                return function.path("parameters").path("required").path(0).asText("order");
            }
        }
        return "order";
    }
}
