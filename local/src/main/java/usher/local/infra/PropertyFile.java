package usher.local.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A small properties file that only its owner may read; written whole or not at all. */
public record PropertyFile(Path path) {

    public Map<String, String> read() {
        var properties = new Properties();
        if (Files.exists(path)) {
            try (var reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty, (_, last) -> last, TreeMap::new));
    }

    public void write(Map<String, String> values) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path next = Files.createTempFile(
                    folder,
                    "next",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(
                    next,
                    new TreeMap<>(values)
                            .entrySet().stream().map(PropertyFile::line).toList());
            Files.move(next, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Map.Entry<String, String> entry) {
        return entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\").replace("\n", "\\n");
    }
}
