package usher.tool.invocation.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExcerptTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 500;

    @Test
    void leavesWhatFitsAsItIs() {
        var small = JSON.createObjectNode().put("status", "shipped");

        assertEquals(new Excerpt(small, false), Excerpt.of(small, MOST));
    }

    static Stream<JsonNode> large() {
        var array = JSON.createArrayNode();
        IntStream.range(0, 1_000).forEach(array::add);
        var object = JSON.createObjectNode();
        IntStream.range(0, 1_000).forEach(at -> object.put("member" + at, at));
        var nested = JSON.createObjectNode();
        nested.putObject("order").set("lines", array.deepCopy());
        nested.put("status", "shipped");
        var escaped = JSON.createObjectNode().put("text", "\"\\\n".repeat(1_000));
        return Stream.of(
                JSON.getNodeFactory().textNode("x".repeat(10_000)),
                JSON.getNodeFactory().textNode("\uD83D\uDE00".repeat(5_000)),
                array,
                object,
                nested,
                escaped);
    }

    @ParameterizedTest
    @MethodSource("large")
    void cutsWhatDoesNotFitSoThatItStaysJsonAndSaysSo(JsonNode whole) throws JsonProcessingException {
        var excerpt = Excerpt.of(whole, MOST);

        var text = excerpt.value().toString();
        assertTrue(excerpt.truncated());
        assertTrue(text.length() <= MOST, text);
        assertTrue(text.length() > MOST / 4, text);
        assertTrue(text.contains(Excerpt.MARK), text);
        assertEquals(excerpt.value(), JSON.readTree(text));
        assertEquals(whole.getNodeType(), excerpt.value().getNodeType());
    }

    @Test
    void keepsTheBeginningAndSaysHowMuchIsMissing() {
        var array = JSON.createArrayNode();
        IntStream.range(0, 1_000).forEach(array::add);

        var cut = Excerpt.of(array, MOST).value();

        assertEquals(0, cut.get(0).asInt());
        assertEquals(7, cut.get(7).asInt());
        int kept = cut.size() - 1;
        assertEquals(
                "[truncated] " + (1_000 - kept) + " more elements",
                cut.get(kept).asText());
    }

    @Test
    void doesNotCutACharacterInTwo() {
        for (int most = 80; most < 90; most++) {
            var text = Excerpt.of(JSON.getNodeFactory().textNode("\uD83D\uDE00".repeat(100)), most)
                    .value()
                    .asText();
            var kept = text.substring(0, text.length() - Excerpt.MARK.length());
            assertFalse(kept.isEmpty());
            assertFalse(Character.isHighSurrogate(kept.charAt(kept.length() - 1)));
        }
    }
}
