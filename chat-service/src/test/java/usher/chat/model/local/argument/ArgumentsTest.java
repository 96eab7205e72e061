package usher.chat.model.local.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.chat.model.local.TestTools;
import usher.contracts.event.ToolDefinition;

class ArgumentsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Where is my order 1042? | 1042",
                "order #1042 please | 1042",
                "It was ordered on 24.12.2025, number 77123 | 77123",
                "1042. | 1042"
            })
    void findsAnOrderNumberByItsPattern(String text, String number) {
        assertEquals(number, find(TestTools.ORDER, text).values().path("order").asText());
    }

    @Test
    void inventsNoOrderNumber() {
        var found = find(TestTools.ORDER, "Where is my order from 24.12.2025, 10:30?");

        assertEquals(0, found.values().size());
        assertEquals("order", found.missing().getFirst().name());
    }

    @Test
    void findsAChoiceADayAndATimeInOneSentence() {
        var found = find(TestTools.BOOKING, "Can you fit my boots tomorrow at 3pm?");

        assertEquals(
                TestTools.json("{\"service\":\"boot fitting\",\"date\":\"2026-11-22\",\"time\":\"15:00\"}"),
                found.values());
        assertTrue(found.missing().isEmpty());
        assertEquals(3, found.telling());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Is the Vind tent in stock? | Vind tent",
                "Do you have rain jackets? | rain jackets",
                "How many hiking boots are left? | hiking boots",
                "How much is the Fjell 45? | Fjell 45",
                "is the red wool sweater available in the store? | red wool sweater"
            })
    void findsTheNameOfAThing(String text, String thing) {
        assertEquals(thing, find(TestTools.STOCK, text).values().path("product").asText());
    }

    @Test
    void missesAThingThatIsNotNamed() {
        assertEquals(1, find(TestTools.STOCK, "Is it in stock?").missing().size());
    }

    @Test
    void looksInEarlierLinesForWhatTheNewestDoesNotSay() {
        var said = new Said(List.of("at 10", "next Monday", "a repair please"), TODAY, "time");

        var found = Arguments.of(TestTools.BOOKING, said);

        assertEquals(
                TestTools.json("{\"service\":\"repair\",\"date\":\"2026-11-23\",\"time\":\"10:00\"}"), found.values());
    }

    @Test
    void tellsNumbersApartByTheirNeighbours() {
        var table = TestTools.tool("book_table", "Books a table.", """
                {"type":"object","properties":{"guests":{"type":"integer","description":"How many people","minimum":1,"maximum":20},
                 "date":{"type":"string","format":"date"},"time":{"type":"string","format":"time"},
                 "highchairs":{"type":"integer","description":"How many highchairs for children"}},
                 "required":["guests","date","time","highchairs"]}
                """);

        var found = find(table, "A table for 4 people with two highchairs on 3 December at 19:00");

        assertEquals(
                "{\"guests\":4,\"date\":\"2026-12-03\",\"time\":\"19:00\",\"highchairs\":2}",
                found.values().toString());
    }

    @Test
    void findsAddressesNamesAndPlaces() {
        var tool = TestTools.tool("send", "Sends something.", """
                {"type":"object","properties":{"email":{"type":"string","format":"email"},"full_name":{"type":"string"},
                 "city":{"type":"string"},"when":{"type":"string","format":"date-time"},"express":{"type":"boolean","default":false}},
                 "required":["email","full_name","city","when"]}
                """);

        var found = find(tool, "My name is Kari Nordmann, kari@example.com, send it to New York tomorrow at 14:30");

        assertEquals(TestTools.json("""
                        {"email":"kari@example.com","full_name":"Kari Nordmann","city":"New York",
                         "when":"2026-11-22T14:30:00Z","express":false}
                        """), found.values());
    }

    @Test
    void survivesASchemaItCannotRead() {
        var odd = TestTools.tool("odd", "Odd.", """
                {"type":"object","properties":{"a":{"type":"string","pattern":"(["},"b":{"type":["integer","null"]},
                 "c":{},"d":{"type":"object"},"e":{"type":"array","items":{"type":"string"}}},"required":["d"]}
                """);

        assertEquals("d", find(odd, "Anything 12").missing().getFirst().name());
        assertEquals(
                0, find(TestTools.tool("none", "None.", "{}"), "Hello").values().size());
    }

    private static Arguments find(ToolDefinition tool, String text) {
        return find(tool, text, null);
    }

    private static Arguments find(ToolDefinition tool, String text, @Nullable String askedFor) {
        return Arguments.of(tool, new Said(List.of(text), TODAY, askedFor));
    }
}
