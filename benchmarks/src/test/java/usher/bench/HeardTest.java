package usher.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class HeardTest {

    private final Heard heard = new Heard();

    @Test
    void hearsEventsHoweverTheNetworkCutsThem() {
        heard.hear(Buffer.buffer("id: 1\nevent: turn.started\ndata: {}\n\nid: 2\nevent: text"));
        assertFalse(heard.spoke());

        heard.hear(Buffer.buffer(".delta\ndata: {}\n\nid: 3\nevent: turn.completed\ndata: {}\n\n"));

        assertTrue(heard.spoke());
        assertEquals(3, heard.frames());
        assertEquals(0, heard.lost());
    }

    @Test
    void countsWhatIsMissing() {
        heard.hear(Buffer.buffer(
                "id: 1\nevent: turn.started\ndata: {}\n\n: ping\n\nid: 4\nevent: text.delta\ndata: {}\n\n"));

        assertEquals(3, heard.lost(), "two events in the middle and the end");
    }

    @Test
    void hearsAProvidersStreamToItsEnd() {
        heard.hear(Buffer.buffer("data: {\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}\n\n"));
        assertFalse(heard.spoke());

        heard.hear(Buffer.buffer("data: {\"delta\":{\"content\":\"Hi\"}}\n\ndata: [DONE]\n\n"));

        assertTrue(heard.spoke());
        assertEquals(0, heard.lost());
    }
}
