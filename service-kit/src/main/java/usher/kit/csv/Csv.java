package usher.kit.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables for spreadsheets. */
public final class Csv {
    /** Without it, spreadsheets take the text for the code page of their country. */
    public static final String BYTE_ORDER_MARK = "\uFEFF";

    private Csv() {}

    /** Spreadsheets calculate what begins like a formula; an apostrophe makes it text. */
    public static String cell(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        return value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : text;
    }

    public static String line(List<String> cells) {
        var line = new StringWriter();
        try (var writer = CsvWriter.builder().build(line)) {
            writer.writeRecord(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
