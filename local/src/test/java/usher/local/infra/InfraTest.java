package usher.local.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import usher.contracts.event.Topic;

class InfraTest {

    @TempDir
    Path folder;

    @Test
    void keepsWhatWasWrittenOverAStopAndOverAKill() throws Exception {
        var first = InfraProcess.start(folder);
        Stored.of(first).write("a");
        assertEquals(0, first.letGo());

        var second = InfraProcess.start(folder);
        Stored.of(second).write("b");
        assertEquals(List.of("ab", "ab", "ab"), Stored.of(second).read());
        second.kill();

        // Postgres and Redis outlive a killed parent; the next one stops them before it starts its own.
        var third = InfraProcess.start(folder);
        assertEquals(List.of("ab", "ab", "ab"), Stored.of(third).read());
        assertThrows(SQLException.class, () -> Stored.of(second).read());
        third.letGo();
    }

    @Test
    void givesEachServiceItsSchemaAndNobodyElses() throws Exception {
        var infra = InfraProcess.start(folder);
        try (Connection owner = connect(infra, "chat", "owner");
                Connection app = connect(infra, "chat", "app");
                Connection stranger = connect(infra, "tool", "app")) {
            owner.createStatement().execute("create table note (text text)");

            app.createStatement().execute("insert into note values ('mine')");

            assertEquals("chat", app.getSchema());
            assertTrue(app.createStatement()
                    .executeQuery("select from note where text % 'mine'")
                    .next());
            assertThrows(SQLException.class, () -> app.createStatement().execute("drop table note"));
            assertThrows(SQLException.class, () -> stranger.createStatement().execute("select from chat.note"));
            assertEquals(Set.of(), topicsMissing(infra));
        }
        infra.letGo();
    }

    private static Connection connect(InfraProcess infra, String service, String kind) throws SQLException {
        String password = infra.address("USHER_POSTGRES_" + kind.toUpperCase(java.util.Locale.ROOT) + "_PASSWORD");
        return DriverManager.getConnection(
                "jdbc:" + infra.address("USHER_POSTGRES_URL"), service + "_" + kind, password);
    }

    private static Set<String> topicsMissing(InfraProcess infra) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", infra.address("USHER_KAFKA_BOOTSTRAP"));
        try (var admin = Admin.create(settings)) {
            Set<String> there = admin.listTopics().names().get();
            return List.of(Topic.values()).stream()
                    .map(Topic::topic)
                    .filter(name -> !there.contains(name))
                    .collect(Collectors.toSet());
        }
    }
}
