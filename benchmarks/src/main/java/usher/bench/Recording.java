package usher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A flight recording of another JVM, from its making until it is closed. */
final class Recording implements AutoCloseable {
    private static final String NAME = "bench";
    private final long pid;
    private final Path file;

    private Recording(long pid, Path file) {
        this.pid = pid;
        this.file = file;
    }

    static Recording of(long pid, String file) {
        tell(pid, "JFR.start", "name=" + NAME, "settings=profile");
        return new Recording(pid, Path.of(file).toAbsolutePath());
    }

    @Override
    public void close() {
        tell(pid, "JFR.stop", "name=" + NAME, "filename=" + file);
    }

    private static void tell(long pid, String... words) {
        var command = new String[words.length + 2];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        command[1] = Long.toString(pid);
        System.arraycopy(words, 0, command, 2, words.length);
        try {
            var jcmd = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (jcmd.waitFor() != 0) {
                throw new IllegalStateException("jcmd could not record " + pid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
