package usher.tool.allowance;

import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.List;

/** What the request at hand has gone beyond and may go beyond. */
@RequestScoped
class LimitWarnings {
    private final List<String> warnings = new ArrayList<>();

    void add(String metric, long limit, long used) {
        warnings.add("\"%s\";limit=%d;used=%d;reached=?1".formatted(metric, limit, used));
    }

    List<String> all() {
        return List.copyOf(warnings);
    }
}
