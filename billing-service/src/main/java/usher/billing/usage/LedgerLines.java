package usher.billing.usage;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import usher.contracts.event.Event;
import usher.contracts.event.UsageLine;
import usher.contracts.event.UsageRecorded;

/** The lines of a batch of events, as the columns that {@code record_usage} takes. */
record LedgerLines(List<Line> lines) {

    /** One line and where it is in which event; the dimensions are the event's, made once for all its lines. */
    private record Line(Event<UsageRecorded> event, int position, UsageLine usage, JsonObject dimensions) {}

    static LedgerLines of(List<Event<UsageRecorded>> events) {
        return new LedgerLines(events.stream().flatMap(LedgerLines::lines).toList());
    }

    private static Stream<Line> lines(Event<UsageRecorded> event) {
        var usage = event.data().lines();
        var dimensions = new JsonObject(Map.copyOf(event.data().dimensions()));
        return IntStream.range(0, usage.size())
                .mapToObj(position -> new Line(event, position, usage.get(position), dimensions));
    }

    int size() {
        return lines.size();
    }

    Tuple columns() {
        return Tuple.tuple()
                .addArrayOfUUID(column(line -> line.event().subject().value(), UUID[]::new))
                .addArrayOfUUID(column(line -> line.event().id().value(), UUID[]::new))
                .addArrayOfString(column(line -> line.event().source(), String[]::new))
                .addArrayOfShort(column(line -> (short) line.position(), Short[]::new))
                .addArrayOfString(column(line -> line.usage().metric(), String[]::new))
                .addArrayOfLong(column(line -> line.usage().quantity(), Long[]::new))
                .addArrayOfLong(column(line -> line.usage().costMicros(), Long[]::new))
                .addArrayOfJsonObject(column(Line::dimensions, JsonObject[]::new))
                .addArrayOfOffsetDateTime(
                        column(line -> line.event().time().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new));
    }

    private <T> T[] column(Function<Line, T> value, IntFunction<T[]> array) {
        return lines.stream().map(value).toArray(array);
    }
}
