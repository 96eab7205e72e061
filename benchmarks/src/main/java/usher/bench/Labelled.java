package usher.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A question and the topic it belongs to: one row of a CSV file with the columns {@code text} and {@code category}. */
record Labelled(String text, String category) {

    static List<Labelled> read(Path file) {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            return rows.stream()
                    .map(row -> new Labelled(
                            row.getField("text").strip(),
                            row.getField("category").strip()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }
}
