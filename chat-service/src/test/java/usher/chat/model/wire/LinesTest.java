package usher.chat.model.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.chat.model.ModelFailure;

class LinesTest {
    private final List<String> frames = new ArrayList<>();
    private final Lines lines = new Lines(
            (bytes, from, to) -> frames.add(new String(bytes, from, to - from, StandardCharsets.UTF_8).strip()));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void readsEventsHoweverTheNetworkCutsThem(int size) throws IOException {
        var stream =
                ": comment\nevent: ping\r\ndata: {\"a\":\"שלום 🏕\"}\r\n\r\ndata:{\"b\":1}\n\nid: 7\ndata: [DONE]\n\n";

        send(stream, size);

        assertEquals(List.of("{\"a\":\"שלום 🏕\"}", "{\"b\":1}", "[DONE]"), frames);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1000})
    void readsLinesOfJsonWhoseLastHasNoEnd(int size) throws IOException {
        send("{\"a\":1}\n\n{\"b\":2}", size);

        assertEquals(List.of("{\"a\":1}", "{\"b\":2}"), frames);
    }

    @Test
    void refusesALineWithoutAnEnd() {
        assertThrows(ModelFailure.class, () -> send("x".repeat(2_000_000), 65_536));
    }

    private void send(String stream, int size) throws IOException {
        var bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += size) {
            lines.chunk(Buffer.buffer(java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size))));
        }
        lines.end();
    }
}
