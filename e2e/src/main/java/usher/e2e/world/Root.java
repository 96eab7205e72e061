package usher.e2e.world;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project is: the property {@code usher.root}, or the nearest folder above that holds the modules. */
final class Root {

    private Root() {}

    static Path find() {
        var given = System.getProperty("usher.root");
        if (given != null && !given.isBlank()) {
            return Path.of(given);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("chat-service"))) {
                return folder;
            }
        }
        throw new IllegalStateException("Run this inside the project, or set -Dusher.root");
    }
}
