package usher.tool.invocation.log;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions of a query that are there only when they are asked for, so that each combination gets a plan of its own. */
final class Conditions {
    private final List<String> texts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    void add(String condition) {
        texts.add(condition);
    }

    /** The place of the value is {@code %s}; without a value there is no condition. */
    void add(String condition, @Nullable Object value) {
        if (value != null) {
            texts.add(condition.formatted(place(value)));
        }
    }

    /** The place of a further value. */
    String place(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    String text() {
        return String.join(" and ", texts);
    }

    Tuple values() {
        return Tuple.from(values);
    }
}
