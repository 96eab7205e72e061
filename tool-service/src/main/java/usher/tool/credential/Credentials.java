package usher.tool.credential;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a system is entered with, opened: for the length of one call, never kept. Its text shows the names alone. */
public record Credentials(Map<String, String> values) {
    public Credentials {
        values = Map.copyOf(values);
    }

    public static Credentials none() {
        return new Credentials(Map.of());
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** For one that the connector has made sure of. */
    public String get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("A stored integration has its credentials"));
    }

    public Set<String> names() {
        return values.keySet();
    }

    @Override
    public String toString() {
        return "Credentials" + names();
    }
}
