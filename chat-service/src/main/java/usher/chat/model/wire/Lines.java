package usher.chat.model.wire;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Arrays;
import usher.chat.model.ModelFailure;

/**
 * Cuts a stream into frames, however the network cut it: the data lines of server-sent events, or the lines of NDJSON.
 * Lines that arrive whole, as nearly all do, are not copied. Each of our protocols writes a frame on one line.
 */
final class Lines {
    private static final int LONGEST = 1 << 20;
    private static final byte[] NOTHING = {};
    private static final byte[] DATA = {'d', 'a', 't', 'a', ':'};

    private final Frames frames;
    private byte[] kept = NOTHING;

    /** Gets frames that begin with {@code &#123;} or {@code [}. */
    @FunctionalInterface
    interface Frames {
        void frame(byte[] bytes, int from, int to) throws IOException;
    }

    Lines(Frames frames) {
        this.frames = frames;
    }

    void chunk(Buffer chunk) throws IOException {
        var bytes = kept.length == 0 ? chunk.getBytes() : joined(chunk.getBytes());
        int start = 0;
        for (int at = kept.length; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                line(bytes, start, at);
                start = at + 1;
            }
        }
        kept = start == bytes.length ? NOTHING : Arrays.copyOfRange(bytes, start, bytes.length);
        if (kept.length > LONGEST) {
            throw new ModelFailure("model-failed", "The provider sent a line without an end");
        }
    }

    /** The stream has ended, perhaps without a last line break. */
    void end() throws IOException {
        line(kept, 0, kept.length);
        kept = NOTHING;
    }

    private byte[] joined(byte[] more) {
        var bytes = Arrays.copyOf(kept, kept.length + more.length);
        System.arraycopy(more, 0, bytes, kept.length, more.length);
        return bytes;
    }

    private void line(byte[] bytes, int start, int end) throws IOException {
        int from = start;
        if (end - start > DATA.length && Arrays.equals(bytes, start, start + DATA.length, DATA, 0, DATA.length)) {
            from += DATA.length;
        }
        while (from < end && bytes[from] <= ' ' && bytes[from] >= 0) {
            from++;
        }
        if (from < end && (bytes[from] == '{' || bytes[from] == '[')) {
            frames.frame(bytes, from, end);
        }
    }
}
