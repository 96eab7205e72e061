package usher.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import usher.e2e.world.World;

/** Lines of the services' logs that must not be there, whatever the load: a blocked event loop, a session used by two threads. */
record Complaints(List<String> lines) {
    private static final int SHOWN = 5;
    private static final int WIDTH = 300;

    static Complaints in(World world) throws IOException {
        var lines = new ArrayList<String>();
        try (var logs = Files.newDirectoryStream(world.platform().folder().resolve("logs"), "*.log")) {
            for (Path log : logs) {
                // A line may hold what a client sent, so bytes of any kind.
                for (var line :
                        Files.readString(log, StandardCharsets.ISO_8859_1).split("\n")) {
                    if (line.contains("HR0000") || line.contains("blocked")) {
                        lines.add(log.getFileName() + ": " + line);
                    }
                }
            }
        }
        return new Complaints(lines);
    }

    /** Says how many there are, and ends the run as failed if there is one. */
    void require() {
        System.out.printf("log lines with HR0000 or blocked: %d%n", lines.size());
        lines.stream()
                .limit(SHOWN)
                .map(line -> line.substring(0, Math.min(WIDTH, line.length())))
                .forEach(System.out::println);
        if (!lines.isEmpty()) {
            throw new IllegalStateException("The services complained under load");
        }
    }
}
