package usher.tool.shopify;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields that a GraphQL query selects: an answer has these and no others, and a field that is not there is an error. */
record Selection(Map<String, Selection> fields) {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z_]\\w*|[{}]");
    private static final Pattern ARGUMENTS = Pattern.compile("\\([^)]*\\)");

    /** Of a query with a name. */
    static Selection of(String query) {
        var tokens = TOKEN.matcher(ARGUMENTS.matcher(query).replaceAll(" "))
                .results()
                .map(found -> found.group())
                .toList()
                .listIterator();
        while (!tokens.next().equals("{")) {}
        return read(tokens);
    }

    private static Selection read(ListIterator<String> tokens) {
        var fields = new LinkedHashMap<String, Selection>();
        String last = "";
        for (var token = tokens.next(); !token.equals("}"); token = tokens.next()) {
            if (token.equals("{")) {
                fields.put(last, read(tokens));
            } else {
                fields.put(token, new Selection(Map.of()));
                last = token;
            }
        }
        return new Selection(fields);
    }

    @Nullable
    Object from(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return from(new JsonArray(list));
        }
        return switch (value) {
            case JsonArray array -> new JsonArray(array.stream().map(this::from).toList());
            case JsonObject object
            when !fields.isEmpty() -> {
                var selected = new JsonObject();
                fields.forEach((name, below) -> {
                    if (!object.containsKey(name)) {
                        throw new IllegalArgumentException("Field '" + name + "' doesn't exist");
                    }
                    selected.put(name, below.from(object.getValue(name)));
                });
                yield selected;
            }
            case null -> null;
            default -> value;
        };
    }
}
