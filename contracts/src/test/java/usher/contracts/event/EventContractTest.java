package usher.contracts.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example ever added still fits its schema and its record. */
class EventContractTest {
    private static final Path EVENTS = Path.of("src", "main", "resources", "events");
    private static final Map<String, Class<? extends EventData>> TYPES = Map.of(
            TenantChanged.TYPE,
            TenantChanged.class,
            EntitlementsChanged.TYPE,
            EntitlementsChanged.class,
            ToolsChanged.TYPE,
            ToolsChanged.class,
            UsageRecorded.TYPE,
            UsageRecorded.class,
            ActivityRecorded.TYPE,
            ActivityRecorded.class,
            NoticeRaised.TYPE,
            NoticeRaised.class,
            VisitorEntitled.TYPE,
            VisitorEntitled.class,
            TicketRequested.TYPE,
            TicketRequested.class);

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.filter(file -> file.toString().contains(".example-"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleFitsItsSchemaAndItsRecord(Path example) throws IOException {
        var type = type(example);
        var json = Files.readString(example);

        var event = EventJson.read(json.getBytes(StandardCharsets.UTF_8), data(type));
        var written = EventJson.write(event);

        fits(type, json);
        fits(type, written);
        assertEquals(
                event,
                EventJson.read(written.getBytes(StandardCharsets.UTF_8), data(type)),
                "what is written is what was read");
    }

    @Test
    void everyTypeHasASchemaAndAnExample() throws IOException {
        for (var type : TYPES.keySet()) {
            assertTrue(
                    Files.exists(EVENTS.resolve(type + ".schema.json")),
                    "add contracts/src/main/resources/events/" + type + ".schema.json");
            assertTrue(
                    examples().stream().anyMatch(example -> type(example).equals(type)),
                    "add contracts/src/main/resources/events/" + type + ".example-1.json");
        }
        assertEquals(EventData.class.getPermittedSubclasses().length, TYPES.size(), "add the new record to TYPES");
    }

    @Test
    void whatIsNoEventIsRefused() {
        for (var bad : List.of("", "null", "{}", "[]", "{\"type\":\"x\"}", "{\"id\":\"evt_1\",\"data\":{}}")) {
            assertThrows(
                    IOException.class,
                    () -> EventJson.read(bad.getBytes(StandardCharsets.UTF_8), UsageRecorded.class),
                    bad);
        }
    }

    @Test
    void anEventOfAnotherTypeIsRefused() throws IOException {
        var tenant = Files.readAllBytes(EVENTS.resolve(TenantChanged.TYPE + ".example-1.json"));

        assertThrows(IOException.class, () -> EventJson.read(tenant, UsageRecorded.class));
    }

    private static String type(Path example) {
        var name = example.getFileName().toString();
        return name.substring(0, name.indexOf(".example-"));
    }

    private static Class<? extends EventData> data(String type) {
        var data = TYPES.get(type);
        if (data == null) {
            throw new AssertionError("an example without a record: " + type);
        }
        return data;
    }

    private static void fits(String type, String json) throws IOException {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Schema schema = registry.getSchema(Files.readString(EVENTS.resolve(type + ".schema.json")));
        var errors = schema.validate(json, InputFormat.JSON);
        assertFalse(
                !errors.isEmpty(),
                () -> type + " breaks its schema: " + errors + "; change it by adding optional fields, or add a v2");
    }
}
