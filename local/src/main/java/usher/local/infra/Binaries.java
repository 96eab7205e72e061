package usher.local.infra;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the native programs from their jars, once per user and version, into the user's cache. */
final class Binaries {

    private static final Map<String, String> POSTGRES =
            Map.of("amd64", "/postgres-linux-x86_64.txz", "aarch64", "/postgres-linux-arm_64.txz");
    private static final Map<String, String> REDIS =
            Map.of("amd64", "/redis-server-6.2.6-v5-linux-amd64", "aarch64", "/redis-server-6.2.7-linux-arm64");
    private static final int EXECUTABLE = 0100;

    private final Path cache;

    Binaries(Path cache) {
        this.cache = cache;
    }

    static Binaries ofUser() {
        String given = System.getenv("XDG_CACHE_HOME");
        Path caches =
                given == null || given.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given);
        return new Binaries(caches.resolve("usher"));
    }

    /** The folder with {@code bin/postgres} and {@code bin/initdb}. */
    Path postgres() {
        String resource = forThisMachine("Postgres", "USHER_POSTGRES_URL", POSTGRES);
        return unpacked("postgres", resource, Binaries::untar);
    }

    /** The program {@code redis-server}. */
    Path redis() {
        String resource = forThisMachine("Redis", "USHER_REDIS_URL", REDIS);
        return unpacked("redis", resource, Binaries::copyProgram).resolve("redis-server");
    }

    private static String forThisMachine(String what, String variable, Map<String, String> resources) {
        String resource = resources.get(System.getProperty("os.arch"));
        if (resource == null
                || !System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
            throw new StartFailure("The embedded " + what
                    + " runs on Linux (amd64, aarch64). Start one yourself and set " + variable + ".");
        }
        return resource;
    }

    private interface Unpacking {
        void into(Path folder, InputStream packed) throws IOException;
    }

    /** Unpacks beside the final place and renames, so that two processes at once do not disturb each other. */
    private Path unpacked(String name, String resource, Unpacking unpacking) {
        try {
            Path folder = cache.resolve(name + "-" + checksum(resource));
            if (!Files.exists(folder)) {
                Files.createDirectories(cache);
                Path fresh = Files.createTempDirectory(cache, name);
                try (InputStream packed = open(resource)) {
                    unpacking.into(fresh, packed);
                }
                rename(fresh, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not unpack " + name + " into " + cache, e);
        }
    }

    private static void rename(Path fresh, Path folder) throws IOException {
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
            Folders.delete(fresh);
        }
    }

    private static String checksum(String resource) throws IOException {
        var sum = new CRC32();
        try (InputStream packed = open(resource)) {
            sum.update(packed.readAllBytes());
        }
        return Long.toHexString(sum.getValue());
    }

    private static InputStream open(String resource) {
        InputStream stream = Binaries.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("The jar with " + resource + " is not on the class path");
        }
        return stream;
    }

    private static void copyProgram(Path folder, InputStream packed) throws IOException {
        Path program = folder.resolve("redis-server");
        Files.copy(packed, program);
        makeExecutable(program);
    }

    private static void untar(Path folder, InputStream packed) throws IOException {
        var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = folder.resolve(entry.getName()).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("The archive reaches outside itself: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(target.getParent());
                write(target, entry, tar);
            }
        }
    }

    private static void write(Path target, TarArchiveEntry entry, InputStream content) throws IOException {
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        if ((entry.getMode() & EXECUTABLE) != 0) {
            makeExecutable(target);
        }
    }

    private static void makeExecutable(Path program) throws IOException {
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
