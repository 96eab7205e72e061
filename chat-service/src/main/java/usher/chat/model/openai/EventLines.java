package usher.chat.model.openai;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;

/** Reads the data lines of a server-sent event stream, however the network cuts it. Other fields are not used by this protocol. */
final class EventLines implements Handler<Buffer> {
    private static final String DATA = "data:";
    private static final int LONGEST = 1 << 20;

    private final RecordParser lines;

    EventLines(Handler<String> data) {
        this.lines = RecordParser.newDelimited("\n", line -> {
            var text = line.toString(StandardCharsets.UTF_8).strip();
            if (text.startsWith(DATA)) {
                data.handle(text.substring(DATA.length()).strip());
            }
        });
        lines.maxRecordSize(LONGEST);
    }

    @Override
    public void handle(Buffer chunk) {
        lines.handle(chunk);
    }
}
