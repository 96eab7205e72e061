package usher.billing.usage;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import usher.kit.problem.Refusal;

/** Parts of the ledger by dimensions, as they come in a question: an object of lists of texts. */
final class EntryParts {
    private static final int LONGEST = 50_000;

    private EntryParts() {}

    static JsonObject one(String pointer, String json) {
        try {
            return checked(pointer, new JsonObject(within(pointer, json)));
        } catch (DecodeException | ClassCastException unreadable) {
            throw invalid(pointer);
        }
    }

    static JsonArray some(String pointer, String json) {
        try {
            var parts = new JsonArray(within(pointer, json));
            for (int at = 0; at < parts.size(); at++) {
                checked(pointer, parts.getJsonObject(at));
            }
            return parts;
        } catch (DecodeException | ClassCastException unreadable) {
            throw invalid(pointer);
        }
    }

    private static JsonObject checked(String pointer, JsonObject part) {
        boolean fine = part != null && part.getMap().keySet().stream().allMatch(name -> isLists(part, name));
        if (!fine) {
            throw invalid(pointer);
        }
        return part;
    }

    private static boolean isLists(JsonObject part, String name) {
        return Billable.isText(name)
                && part.getJsonArray(name, new JsonArray()).stream()
                        .allMatch(value -> value instanceof String text && Billable.isText(text));
    }

    private static String within(String pointer, String json) {
        if (json.length() > LONGEST) {
            throw invalid(pointer);
        }
        return json;
    }

    private static Refusal invalid(String pointer) {
        return Refusal.invalid(
                pointer,
                "dimensions-invalid",
                "Dimensions are written as JSON, for example {\"model\":[\"a\",\"b\"]}.");
    }
}
