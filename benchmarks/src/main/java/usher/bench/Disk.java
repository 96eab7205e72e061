package usher.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the disk takes to make one small write durable: the part of a turn that no code of ours can shorten. */
final class Disk {

    private static final int WRITES = 100;
    private static final int PAGE = 8192;

    private Disk() {}

    /** The median in milliseconds, in this folder. */
    static double syncMillis(Path folder) throws IOException {
        var file = Files.createTempFile(folder, "sync", ".tmp");
        var nanos = new long[WRITES];
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < WRITES; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(PAGE));
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
        } finally {
            Files.delete(file);
        }
        return new Figures(nanos, 1, 0).p50();
    }
}
