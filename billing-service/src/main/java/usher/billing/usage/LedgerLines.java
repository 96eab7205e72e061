package usher.billing.usage;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import usher.contracts.event.Event;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.TenantId;

/** The lines of a batch of events, as the columns that {@code record_usage} takes. */
record LedgerLines(List<Line> lines) {
    private static final JsonStringEncoder QUOTES = JsonStringEncoder.getInstance();

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

    /** The dimensions are the event's, made to text once for all its lines. */
    static LedgerLines of(List<Event<UsageRecorded>> events) {
        var lines = new ArrayList<Line>(events.size());
        for (var event : events) {
            var dimensions = text(event.data().dimensions());
            var usage = event.data().lines();
            for (int position = 0; position < usage.size(); position++) {
                var line = usage.get(position);
                lines.add(new Line(
                        event.subject(),
                        event.id().value(),
                        event.source(),
                        position,
                        line.metric(),
                        line.quantity(),
                        line.costMicros(),
                        dimensions,
                        event.time()));
            }
        }
        return new LedgerLines(lines);
    }

    /** Written by hand: a general writer takes as long for it as reading the whole event does. */
    static String text(Map<String, String> dimensions) {
        var json = new StringBuilder(32 + 32 * dimensions.size());
        char before = '{';
        for (var dimension : dimensions.entrySet()) {
            json.append(before).append('"');
            QUOTES.quoteAsString(dimension.getKey(), json);
            json.append("\":\"");
            QUOTES.quoteAsString(dimension.getValue(), json);
            json.append('"');
            before = ',';
        }
        return json.append(before == '{' ? "{}" : "}").toString();
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
