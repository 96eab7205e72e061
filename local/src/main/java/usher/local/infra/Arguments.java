package usher.local.infra;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Command line arguments of the form {@code --name value}, or {@code --name} alone for a switch. */
public record Arguments(Map<String, String> values, Set<String> switches) {

    public static Arguments of(String... words) {
        var values = new HashMap<String, String>();
        var switches = new HashSet<String>();
        for (int i = 0; i < words.length; i++) {
            if (!words[i].startsWith("--")) {
                throw new StartFailure("Unknown argument: " + words[i]);
            }
            if (i + 1 < words.length && !words[i + 1].startsWith("--")) {
                values.put(words[i].substring(2), words[++i]);
            } else {
                switches.add(words[i].substring(2));
            }
        }
        return new Arguments(values, switches);
    }

    public boolean has(String name) {
        return switches.contains(name);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Path path(String name) {
        return Path.of(find(name).orElseThrow(() -> new StartFailure("--" + name + " is missing")))
                .toAbsolutePath();
    }

    OptionalInt port(String name) {
        return find(name).map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
