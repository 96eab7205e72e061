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
import usher.local.infra.Programs;

/**
 * The AOT cache of one program: classes loaded and linked as they were in an earlier run, which halves its start or
 * better. A run without it records what it loads; from that recording the cache is made afterwards. It fits one jar, one
 * JVM and one set of flags; the JVM silently ignores any other, so all three are in its name.
 *
 * @param code the options that say where the code is: {@code -jar x}
 */
record StartCache(String name, Path file, List<String> flags, List<String> code) {

    /** The cache of a program whose code is in or beside {@code jar}. */
    static StartCache of(Settings settings, String name, Path jar, List<String> flags, List<String> code) {
        try {
            int key = Objects.hash(
                    code,
                    Files.size(jar),
                    Files.getLastModifiedTime(jar).toMillis(),
                    flags,
                    Runtime.version().toString());
            Path folder = settings.root().resolve(".usher").resolve("aot");
            return new StartCache(name, folder.resolve(name + "-" + Integer.toHexString(key) + ".aot"), flags, code);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The flags for a run: with the cache, or recording for it, or plain. */
    List<String> options(Settings.Caches caches) {
        var all = new ArrayList<>(flags);
        if (isPresent()) {
            all.add("-XX:AOTCache=" + file);
        } else if (caches == Settings.Caches.USE_AND_MAKE && !isRecorded()) {
            clear();
            all.addAll(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + half(), "-Xlog:aot=error"));
            // All has to be loaded and compiled in this run: on few cores the optimizing compiler would only take time
            // from it.
            all.add("-XX:TieredStopAtLevel=1");
        }
        return all;
    }

    boolean isPresent() {
        return Files.exists(file);
    }

    /** Whether an earlier run has left a recording, from which the cache can be made. */
    boolean isRecorded() {
        return Files.exists(recording());
    }

    /** The command that makes the cache from the recording. It takes some ten seconds of one core. */
    List<String> making() {
        var words = new ArrayList<>(List.of(Programs.java()));
        words.addAll(flags);
        words.addAll(List.of(
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + recording(),
                "-XX:AOTCache=" + half(),
                "-Xlog:aot=error"));
        words.addAll(code);
        return words;
    }

    /** A run that recorded has stopped by itself: what it wrote at its end is whole. */
    void keepRecording() {
        try {
            if (Files.exists(half())) {
                Files.move(half(), recording(), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was made is whole: from now on it is used. */
    void keep() {
        try {
            Files.move(half(), file, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(recording());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what belongs to this program: earlier builds, and a recording that nothing could be made of. */
    void clear() {
        try {
            Files.createDirectories(file.getParent());
            try (Stream<Path> files = Files.list(file.getParent())) {
                for (Path old : files.filter(this::isOurs).toList()) {
                    Files.deleteIfExists(old);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOurs(Path other) {
        return other.getFileName().toString().startsWith(name + "-");
    }

    private Path recording() {
        return file.resolveSibling(file.getFileName() + ".recording");
    }

    private Path half() {
        return file.resolveSibling(file.getFileName() + ".half");
    }
}
