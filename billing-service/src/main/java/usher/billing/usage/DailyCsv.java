package usher.billing.usage;

import java.util.List;
import java.util.stream.Stream;
import usher.kit.csv.Csv;

/** The days of a month, a line each. */
final class DailyCsv {
    private static final List<String> NAMES =
            List.of("date", "conversations", "messages", "tokens_input", "tokens_output", "tool_calls", "cost_micros");

    private DailyCsv() {}

    static byte[] of(List<UsageReport.OfDay> days) {
        var text = new StringBuilder(Csv.BYTE_ORDER_MARK).append(Csv.line(NAMES));
        days.forEach(day -> text.append(Csv.line(cells(day))));
        return Csv.bytes(text.toString());
    }

    private static List<String> cells(UsageReport.OfDay day) {
        return Stream.of(
                        day.date(),
                        day.conversations(),
                        day.messages(),
                        day.tokensInput(),
                        day.tokensOutput(),
                        day.toolCalls(),
                        day.costMicros())
                .map(Csv::cell)
                .toList();
    }
}
