package usher.local.infra;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds programs: on the path, and the Java we run on. */
public final class Programs {

    private Programs() {}

    /** The {@code java} of this process, so that children run on the same one. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What to put before a command that should give way to everything else. */
    public static List<String> politely() {
        return find("nice").map(nice -> List.of(nice, "-n", "19")).orElse(List.of());
    }

    static Optional<String> find(String name) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
