package usher.local.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The AOT cache of one program: classes loaded and linked as they were in an earlier run, which halves its start or
 * better. It fits one jar, one JVM and one set of flags; the JVM silently ignores any other, so all three are in its name.
 */
record StartCache(Path file, boolean present, Settings.Caches caches) {

    /** The cache of a program whose code is {@code jar}. */
    static StartCache of(Settings settings, String name, Path jar, List<String> flags) {
        try {
            int key = Objects.hash(
                    jar.toString(),
                    Files.size(jar),
                    Files.getLastModifiedTime(jar).toMillis(),
                    flags,
                    Runtime.version().toString());
            Path file = settings.root().resolve(".usher/aot").resolve(name + "-" + Integer.toHexString(key) + ".aot");
            return new StartCache(file, Files.exists(file), settings.caches());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a run with {@link #options} makes the cache when it stops. */
    boolean isMade() {
        return !present && caches == Settings.Caches.USE_AND_MAKE;
    }

    /** The flags of the program, and those for a run that uses the cache or makes it. */
    List<String> options(List<String> flags) {
        var all = new ArrayList<>(flags);
        if (present) {
            all.add("-XX:AOTCache=" + file);
        } else if (isMade()) {
            clear();
            // What cannot be cached is no news to anybody.
            all.addAll(List.of("-XX:AOTCacheOutput=" + making(), "-Xlog:aot=error"));
        }
        return all;
    }

    /** The program has stopped by itself: what it wrote is whole, and from now on used. */
    void keep() {
        try {
            if (Files.exists(making()) && Files.size(making()) > 0) {
                Files.move(making(), file, StandardCopyOption.ATOMIC_MOVE);
                Files.deleteIfExists(making().resolveSibling(making().getFileName() + ".config"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isKept() {
        return Files.exists(file);
    }

    /** Removes what an unfinished run and earlier builds left behind. */
    private void clear() {
        String name = file.getFileName().toString();
        String program = name.substring(0, name.lastIndexOf('-') + 1);
        try {
            Files.createDirectories(file.getParent());
            try (Stream<Path> files = Files.list(file.getParent())) {
                for (Path old : files.filter(
                                each -> each.getFileName().toString().startsWith(program))
                        .toList()) {
                    Files.delete(old);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path making() {
        return file.resolveSibling(file.getFileName() + ".making");
    }
}
