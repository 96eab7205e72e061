package usher.tool.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.tool.database.Asking.link;
import static usher.tool.database.Asking.parsed;
import static usher.tool.database.Asking.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.integration.connector.Health.Failing;
import usher.tool.integration.connector.Health.Working;
import usher.tool.integration.connector.Link;
import usher.tool.target.Outcome;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class PostgresTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BY_ID = "{'id': {'type': 'integer'}}";

    @Inject
    DatabaseConnector connector;

    private static Shop shop;
    private static Shop other;

    @BeforeAll
    static void fill() {
        shop = Shop.open("fjord");
        other = Shop.open("cafe");
        for (var each : List.of(shop, other)) {
            each.execute(
                    "create table orders (id int primary key, customer text, total numeric(12,2), big bigint, paid"
                            + " boolean, placed timestamptz, day date, note jsonb, tags text[], ref uuid, bytes bytea)",
                    "insert into orders values (1, '%s''s anna', 12.50, 9007199254740993, true, '2026-01-02 03:04:05+00',"
                                    .formatted(each.name())
                            + " '2026-01-02', '{\"a\": [1, null]}', array['x', 'y'],"
                            + " '00000000-0000-0000-0000-000000000001', '\\x0102')",
                    "insert into orders (id, customer) select n, 'n' || n from generate_series(2, 300) n",
                    "grant all on orders to " + each.user());
        }
    }

    @Test
    void keepsTheTypesOfARow() throws Exception {
        var row = rows(ask("select * from orders where id = :id", BY_ID, "{'id': 1}"))
                .get(0);

        assertEquals(
                JSON.readTree(
                        "{\"id\": 1, \"customer\": \"fjord's anna\", \"total\": 12.50, \"big\": \"9007199254740993\","
                                + " \"paid\": true, \"placed\": \"2026-01-02T03:04:05Z\", \"day\": \"2026-01-02\","
                                + " \"note\": {\"a\": [1, null]}, \"tags\": [\"x\", \"y\"],"
                                + " \"ref\": \"00000000-0000-0000-0000-000000000001\", \"bytes\": \"[2 bytes]\"}"),
                JSON.readTree(row.toString()));
    }

    @Test
    void bindsWhateverIsSaidAsAValue() throws Exception {
        var statement = "select id from orders where customer = :name";

        assertEquals(
                0,
                rows(ask(statement, text(), "{\"name\": \"x' or '1' = '1\"}")).size());
        assertEquals(
                1, rows(ask(statement, text(), "{\"name\": \"fjord's anna\"}")).size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "day = :v | {'type':'string','format':'date'} | '2026-01-02'",
                "placed <= :v | {'type':'string','format':'date-time'} | '2026-01-02T04:04:05+01:00'",
                "ref = :v | {'type':'string','format':'uuid'} | '00000000-0000-0000-0000-000000000001'",
                "total = :v | {'type':'number'} | 12.5",
                "paid = :v | {'type':'boolean'} | true",
                "id = any(:v) and total is not null | {'type':'array','items':{'type':'integer'}} | [1,2]",
                "tags @> :v | {'type':'array','items':{'type':'string'}} | ['x']",
                "(:v is null or id = 0) and total is not null | {'type':'integer'} | null",
            })
    void bindsEveryTypeOfParameter(String condition, String schema, String value) throws Exception {
        var outcome = ask("select id from orders where " + condition, "{'v': " + schema + "}", "{'v': " + value + "}");

        assertEquals(1, rows(outcome).size());
    }

    @Test
    void refusesAValueThatIsNoDate() throws Exception {
        var outcome = ask(
                "select id from orders where day = :v",
                "{'v': {'type':'string','format':'date'}}",
                "{'v': 'tomorrow'}");

        assertEquals("arguments-invalid", code(outcome));
    }

    @Test
    void asksOnlyTheTenantsOwnDatabase() throws Exception {
        var statement = "select customer from orders where id = :id";

        assertEquals(
                "fjord's anna",
                rows(ask(link(shop), statement, BY_ID, "{'id': 1}"))
                        .get(0)
                        .get("customer")
                        .asText());
        assertEquals(
                "cafe's anna",
                rows(ask(link(other), statement, BY_ID, "{'id': 1}"))
                        .get(0)
                        .get("customer")
                        .asText());
    }

    @Test
    void leavesOutWhatIsTooMuch() throws Exception {
        var many = result(ask("select id from orders where id > :id", BY_ID, "{'id': 0}"));
        var wide = result(ask("select repeat('x', 30000) as t from orders where id > :id", BY_ID, "{'id': 0}"));

        assertEquals(50, many.get("rows").size());
        assertTrue(many.get("truncated").asBoolean());
        assertEquals(2, wide.get("rows").size());
        assertTrue(wide.get("truncated").asBoolean());
        assertFalse(result(ask("select id from orders where id = :id", BY_ID, "{'id': 1}"))
                .get("truncated")
                .asBoolean());
    }

    @Test
    void givesUpAnAnswerThatFloods() throws Exception {
        assertEquals(
                "result-too-large",
                code(ask("select repeat('x', 5000000) as t from orders where id = :id", BY_ID, "{'id': 1}")));
    }

    @Test
    void endsAStatementThatRunsTooLong() throws Exception {
        var statement = "select count(*) from orders a, orders b, orders c, orders d where a.id >= :id";

        assertEquals("tool-timeout", code(ask(statement, BY_ID, "{'id': 0}")));
    }

    @Test
    void asksADatabaseSoOftenAtOnceAndNoMore() throws Exception {
        var link = link(shop);
        var slow = "select count(*) from orders a, orders b, orders c, orders d where a.id >= :id";

        var running = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> slowly(link, slow), Thread::startVirtualThread))
                .limit(10)
                .toList();

        assertEquals(
                2,
                running.stream()
                        .map(CompletableFuture::join)
                        .filter("tool-busy"::equals)
                        .count());
        assertEquals(
                1,
                rows(ask(link, "select 1 as a where :id = 1", BY_ID, "{'id': 1}"))
                        .size());
    }

    private String slowly(Link link, String statement) {
        try {
            return code(ask(link, statement, BY_ID, "{'id': 0}"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The statement is harmless to look at; the function behind it is not. */
    @Test
    void cannotWriteThroughAFunction() throws Exception {
        shop.execute(
                "create or replace function harmless() returns int language sql security definer as"
                        + " 'delete from orders returning 1'",
                "grant execute on function harmless() to " + shop.user());

        assertEquals("database-forbidden", code(ask("select harmless() as a where :id = 1", BY_ID, "{'id': 1}")));
        assertEquals(
                1,
                rows(ask("select id from orders where id = :id", BY_ID, "{'id': 1}"))
                        .size());
    }

    @ParameterizedTest
    @CsvSource({
        "select nothing from orders where id = :id, statement-invalid",
        "select 1 / (:id - 1) as a, arguments-invalid",
        "select * from secret where id = :id, database-forbidden",
    })
    void tellsWhatFailedWithoutTheServersWords(String statement, String code) throws Exception {
        shop.execute("create table if not exists secret (id int)");

        var failed = assertInstanceOf(Failed.class, ask(statement, BY_ID, "{'id': 1}"));

        assertEquals(code, failed.code());
        assertFalse(failed.message().contains("secret") || failed.message().contains("nothing"));
        assertFalse(failed.uncertain());
    }

    @Test
    void testsAConnection() {
        assertTrue(assertInstanceOf(
                        Working.class, connector.test(link(shop)).await().atMost(Duration.ofSeconds(10)))
                .detail()
                .contains("PostgreSQL"));
        assertEquals("database-sign-in", failing(link(settings(shop), "wrong")));
        assertEquals("database-sign-in", failing(link(settings(shop).put("database", "none"), shop.password())));
        assertEquals("tool-unreachable", failing(link(settings(shop).put("port", 1), shop.password())));
        assertEquals("url-not-allowed", failing(link(settings(shop).put("host", "nowhere.invalid"), shop.password())));
        assertEquals("database-tls", failing(link(settings(shop).put("tls", "verify"), shop.password())));
    }

    @Test
    void leavesADatabaseAloneThatIsDown() throws Exception {
        var down = link(settings(shop).put("port", 1), shop.password());
        for (int i = 0; i < 5; i++) {
            assertEquals("tool-unreachable", code(ask(down, "select :id as a", BY_ID, "{'id': 1}")));
        }

        assertEquals("tool-unavailable", code(ask(down, "select :id as a", BY_ID, "{'id': 1}")));
    }

    @Test
    void judgesSettingsAndCredentials() throws Exception {
        assertEquals(List.of(), connector.judge(settings(shop), Set.of("password")));
        assertEquals(
                List.of(
                        "/driver",
                        "/host",
                        "/port",
                        "/database",
                        "/user",
                        "/tls",
                        "/credentials/password",
                        "/credentials/key"),
                connector
                        .judge(
                                parsed("{'driver':'oracle','host':'a/b','port':0,'database':'','tls':'maybe'}"),
                                Set.of("key"))
                        .stream()
                        .map(objection -> objection.pointer())
                        .toList());
    }

    private String failing(Link link) {
        return assertInstanceOf(Failing.class, connector.test(link).await().atMost(Duration.ofSeconds(10)))
                .code();
    }

    private Outcome ask(String statement, String properties, String arguments) throws Exception {
        return Asking.ask(connector, link(shop), statement, properties, arguments);
    }

    private Outcome ask(Link link, String statement, String properties, String arguments) throws Exception {
        return Asking.ask(connector, link, statement, properties, arguments);
    }

    private static String text() {
        return "{'name': {'type': 'string'}}";
    }

    private static JsonNode result(Outcome outcome) {
        return assertInstanceOf(Succeeded.class, outcome).result();
    }

    private static JsonNode rows(Outcome outcome) {
        return result(outcome).get("rows");
    }

    private static String code(Outcome outcome) {
        return assertInstanceOf(Failed.class, outcome).code();
    }
}
