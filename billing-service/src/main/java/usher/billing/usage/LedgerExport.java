package usher.billing.usage;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;

/** The ledger to take along, read and written some entries at a time. */
@ApplicationScoped
class LedgerExport {
    private static final int ROWS = 500;
    /** Without it, spreadsheets take the text for the code page of their country. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final List<String> DIMENSIONS =
            List.of("model", "provider", "persona", "tool", "conversation", "turn");
    private static final List<String> NAMES = Stream.concat(
                    Stream.of("event", "source", "metric", "quantity", "cost_micros", "occurred_at", "recorded_at"),
                    DIMENSIONS.stream())
            .toList();

    private final Ledger ledger;

    LedgerExport(Ledger ledger) {
        this.ledger = ledger;
    }

    /** How far the ledger was read. */
    private static final class Progress {
        EntryId last = EntryId.NEWEST;
    }

    Multi<byte[]> csv(TenantId tenant, EntryFilter filter) {
        var rows = pages(tenant, filter).map(page -> bytes(lines(page)));
        var head = bytes(BYTE_ORDER_MARK + line(NAMES));
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(head), rows);
    }

    /** Entries as the API shows them, one by one. */
    Multi<LedgerEntry> entries(TenantId tenant, EntryFilter filter) {
        return pages(tenant, filter).onItem().disjoint();
    }

    private Multi<List<LedgerEntry>> pages(TenantId tenant, EntryFilter filter) {
        return Multi.createBy()
                .repeating()
                .uni(Progress::new, progress -> page(tenant, filter, progress))
                .whilst(page -> page.size() == ROWS);
    }

    private Uni<List<LedgerEntry>> page(TenantId tenant, EntryFilter filter, Progress progress) {
        return ledger.entries(tenant, filter, progress.last, ROWS)
                .invoke(page -> progress.last = page.isEmpty()
                        ? progress.last
                        : EntryId.parse(page.getLast().id()));
    }

    private static String lines(List<LedgerEntry> page) {
        var lines = new StringBuilder();
        page.forEach(entry -> lines.append(line(cells(entry))));
        return lines.toString();
    }

    private static List<String> cells(LedgerEntry entry) {
        var own = Stream.of(
                        entry.event(),
                        entry.source(),
                        entry.metric(),
                        entry.quantity(),
                        entry.costMicros(),
                        entry.occurredAt(),
                        entry.recordedAt())
                .map(LedgerExport::cell);
        return Stream.concat(
                        own,
                        DIMENSIONS.stream().map(name -> cell(entry.dimensions().get(name))))
                .toList();
    }

    /** Spreadsheets calculate what begins like a formula; an apostrophe makes it text. */
    private static String cell(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        return value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : text;
    }

    private static String line(List<String> cells) {
        var line = new StringWriter();
        try (var writer = CsvWriter.builder().build(line)) {
            writer.writeRecord(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
