package usher.e2e.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** How the stand-in behaves when nobody scripts it: it looks up a number in the question when it is offered a tool for that. */
public final class Demo {

    private static final Pattern NUMBER = Pattern.compile("\\b\\d{3,}\\b");

    private Demo() {}

    /** Adds the rule that calls this tool with the first number in the question. */
    public static void lookUp(Script script, String tool) {
        script.when(
                request -> !request.answersTools()
                        && request.offers(tool)
                        && NUMBER.matcher(request.question()).find(),
                Step.choose(request -> Step.call(tool, arguments(request, tool))));
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
