package usher.tool.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/** Makes names for tools of what a document calls its operations: {@code getOrderById} becomes {@code get_order_by_id}. */
final class OperationName {
    private static final int LONGEST = 60;

    private OperationName() {}

    /** One that is not among {@code taken}, and is afterwards. */
    static String of(String method, String path, JsonNode operation, Set<String> taken) {
        var said = operation.path("operationId").asText();
        var name = fit(said.isBlank() ? method + " " + path : said);
        var free = name;
        for (int number = 2; !taken.add(free); number++) {
            free = name + "_" + number;
        }
        return free;
    }

    private static String fit(String said) {
        var name = said.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^[_0-9]+|_+$", "");
        var some = name.isEmpty() ? "operation" : name;
        return some.length() <= LONGEST ? some : some.substring(0, LONGEST);
    }
}
