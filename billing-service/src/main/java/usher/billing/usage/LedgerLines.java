package usher.billing.usage;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import usher.contracts.event.Event;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.TenantId;

/** The lines of a batch of events, as the columns that {@code record_usage} takes. */
record LedgerLines(List<Line> lines) {

    /** One line and where it is in which event; {@code dimensions} are the text of a JSON object of texts. */
    record Line(
            TenantId tenant,
            UUID event,
            String source,
            int position,
            String metric,
            long quantity,
            long costMicros,
            String dimensions,
            Instant time) {}

    static LedgerLines of(List<Event<UsageRecorded>> events) {
        return new LedgerLines(events.stream().flatMap(LedgerLines::lines).toList());
    }

    /** The dimensions are the event's, made once for all its lines. */
    private static Stream<Line> lines(Event<UsageRecorded> event) {
        var usage = event.data().lines();
        var dimensions = text(event.data().dimensions());
        return IntStream.range(0, usage.size())
                .mapToObj(position -> new Line(
                        event.subject(),
                        event.id().value(),
                        event.source(),
                        position,
                        usage.get(position).metric(),
                        usage.get(position).quantity(),
                        usage.get(position).costMicros(),
                        dimensions,
                        event.time()));
    }

    static String text(Map<String, String> dimensions) {
        return new JsonObject(new HashMap<>(dimensions)).encode();
    }

    int size() {
        return lines.size();
    }

    Tuple columns() {
        return Tuple.tuple()
                .addArrayOfUUID(column(line -> line.tenant().value(), UUID[]::new))
                .addArrayOfUUID(column(Line::event, UUID[]::new))
                .addArrayOfString(column(Line::source, String[]::new))
                .addArrayOfShort(column(line -> (short) line.position(), Short[]::new))
                .addArrayOfString(column(Line::metric, String[]::new))
                .addArrayOfLong(column(Line::quantity, Long[]::new))
                .addArrayOfLong(column(Line::costMicros, Long[]::new))
                .addArrayOfString(column(Line::dimensions, String[]::new))
                .addArrayOfOffsetDateTime(column(line -> line.time().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new));
    }

    private <T> T[] column(Function<Line, T> value, IntFunction<T[]> array) {
        var column = array.apply(lines.size());
        for (int row = 0; row < column.length; row++) {
            column[row] = value.apply(lines.get(row));
        }
        return column;
    }
}
