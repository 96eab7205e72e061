package usher.billing.usage;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import usher.contracts.id.TenantId;
import usher.kit.csv.Csv;

/** The ledger to take along, read and written some entries at a time. */
@ApplicationScoped
class LedgerExport {
    private static final int ROWS = 500;
    private static final List<String> DIMENSIONS =
            List.of("model", "provider", "persona", "tool", "conversation", "turn");
    private static final List<String> NAMES = Stream.concat(
                    Stream.of("event", "source", "metric", "quantity", "cost_micros", "occurred_at", "recorded_at"),
                    Stream.concat(DIMENSIONS.stream(), Stream.of("dimensions")))
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
        var rows = pages(tenant, filter).map(page -> Csv.bytes(lines(page)));
        var head = Csv.bytes(Csv.BYTE_ORDER_MARK + Csv.line(NAMES));
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
        page.forEach(entry -> lines.append(Csv.line(cells(entry))));
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
                .map(Csv::cell);
        var named = DIMENSIONS.stream().map(name -> Csv.cell(entry.dimensions().get(name)));
        return Stream.concat(own, Stream.concat(named, Stream.of(others(entry.dimensions()))))
                .toList();
    }

    /** What has no column of its own, as a JSON object; empty where there is nothing else. */
    private static String others(Map<String, Object> dimensions) {
        var others = new TreeMap<>(dimensions);
        others.keySet().removeAll(DIMENSIONS);
        return others.isEmpty() ? "" : new JsonObject(others).encode();
    }
}
