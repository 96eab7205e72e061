package usher.tool.invocation.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;

class FingerprintTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final ConversationId CONVERSATION = new ConversationId(UUID.randomUUID());
    private static final ToolId TOOL = new ToolId(UUID.randomUUID());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1, \"b\": {\"d\": 2, \"c\": [1, 2]}} | {\"b\": {\"c\": [1, 2], \"d\": 2}, \"a\": 1}",
                "{\"a\": 10}                                   | {\"a\": 10.0}",
                "{\"a\": 100}                                  | {\"a\": 1e2}",
                "{\"a\": 0}                                    | {\"a\": -0.0}",
                "{\"a\": \"\\u00e9\"}                          | {\"a\": \"é\"}",
            })
    void isTheSameForWhatMeansTheSame(String one, String other) {
        assertEquals(of(one), of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1}        | {\"a\": \"1\"}",
                "{\"a\": 1}        | {\"b\": 1}",
                "{\"a\": [1, 2]}   | {\"a\": [2, 1]}",
                "{\"a\": null}     | {}",
                "{\"a\": \"x,y\"}  | {\"a\": \"x\", \"b\": \"y\"}",
                "{\"a\": true}     | {\"a\": \"true\"}",
                "{\"a\": 1e400}    | {\"a\": -1e400}",
            })
    void differsForWhatDiffers(String one, String other) {
        assertNotEquals(of(one), of(other));
    }

    @Test
    void belongsToOneTenantOneConversationAndOneTool() {
        var arguments = JSON.createObjectNode().put("order", "1042");
        var prints = Stream.of(
                Fingerprint.of(TENANT, CONVERSATION, TOOL, arguments),
                Fingerprint.of(new TenantId(UUID.randomUUID()), CONVERSATION, TOOL, arguments),
                Fingerprint.of(TENANT, new ConversationId(UUID.randomUUID()), TOOL, arguments),
                Fingerprint.of(TENANT, CONVERSATION, new ToolId(UUID.randomUUID()), arguments));

        assertEquals(4, prints.distinct().count());
    }

    @Test
    void givesEachEpisodeAKeyThatFitsAHeader() {
        var print = of("{}");
        var first = new Episode(print, UUID.randomUUID());

        assertEquals(first.key(), new Episode(print, first.id()).key());
        assertNotEquals(first.key(), new Episode(print, UUID.randomUUID()).key());
        assertTrue(first.key().matches("[0-9a-f]{64}"));
    }

    private static Fingerprint of(String arguments) {
        try {
            return Fingerprint.of(TENANT, CONVERSATION, TOOL, (ObjectNode) JSON.readTree(arguments));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
