package usher.tool.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks answers, never further than they may be large: a few bytes can stand for gigabytes. gzip is asked for, and
 * deflate is understood in both its forms (RFC 9110, section 8.4.1). What is packed in another way, or twice, was not asked
 * for and is not read.
 */
final class Packing {
    private Packing() {}

    sealed interface Unpacked {
        record Bytes(byte[] bytes) implements Unpacked {}

        record TooMany() implements Unpacked {}

        record Unreadable() implements Unpacked {}
    }

    static Unpacked unpack(@Nullable String encoding, byte[] received, int mostBytes) {
        var name = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
        if (received.length == 0 || name.isEmpty() || name.equals("identity")) {
            return new Unpacked.Bytes(received);
        }
        try {
            return switch (name) {
                case "gzip", "x-gzip" -> read(new GZIPInputStream(new ByteArrayInputStream(received)), mostBytes);
                case "deflate" -> inflate(received, mostBytes);
                default -> new Unpacked.Unreadable();
            };
        } catch (IOException broken) {
            return new Unpacked.Unreadable();
        }
    }

    private static Unpacked inflate(byte[] received, int mostBytes) throws IOException {
        var inflater = new Inflater(!hasZlibHeader(received));
        try {
            return read(new InflaterInputStream(new ByteArrayInputStream(received), inflater), mostBytes);
        } finally {
            inflater.end();
        }
    }

    private static Unpacked read(InputStream unpacking, int mostBytes) throws IOException {
        try (unpacking) {
            var bytes = unpacking.readNBytes(mostBytes + 1);
            return bytes.length > mostBytes ? new Unpacked.TooMany() : new Unpacked.Bytes(bytes);
        }
    }

    /** RFC 1950, section 2.2: method 8, and both bytes together a multiple of 31. */
    private static boolean hasZlibHeader(byte[] bytes) {
        return bytes.length > 1 && (bytes[0] & 0x0f) == 8 && ((bytes[0] & 0xff) << 8 | bytes[1] & 0xff) % 31 == 0;
    }
}
