package usher.local.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import usher.local.infra.Ports;

class PlatformTest {

    private static final Path ROOT = Path.of(System.getProperty("usher.root", ".."));

    @Test
    void killsAPartAndStartsItAgainOnItsData() throws Exception {
        var settings = Settings.temporary(ROOT).only(EnumSet.of(Part.POSTGRES));
        try (var platform = Platform.start(settings)) {
            execute(platform, "create table survivor (text text)");
            execute(platform, "insert into survivor values ('still here')");

            platform.kill(Part.POSTGRES);
            assertFalse(platform.isRunning(Part.POSTGRES));
            platform.start(Part.POSTGRES);

            execute(platform, "do $$ begin if not exists (select from survivor) then raise 'lost'; end if; end $$");
        }
    }

    @Test
    void tellsWhenAPartDiesByItself() throws Exception {
        var died = new CompletableFuture<Part>();
        var settings = Settings.temporary(ROOT).only(EnumSet.of(Part.REDIS));
        try (var platform = new Platform(settings, new Watch() {
            @Override
            public void died(Part part) {
                died.complete(part);
            }
        })) {
            platform.start(Part.REDIS);

            try (var socket = new Socket("127.0.0.1", settings.port(Part.REDIS))) {
                socket.getOutputStream().write("SHUTDOWN NOSAVE\r\n".getBytes());
                assertEquals(Part.REDIS, died.get(10, TimeUnit.SECONDS));
            }
            assertFalse(platform.isRunning(Part.REDIS));
        }
    }

    /** Whoever comes to Kafka by the proxy's listener is told to stay with the proxy, else it could cut nothing. */
    @Test
    void letsAProxyStandBetweenKafkaAndItsClients() throws Exception {
        int proxy = Ports.free();
        var settings = Settings.temporary(ROOT).only(EnumSet.of(Part.KAFKA)).kafkaBehind(proxy);
        try (var platform = Platform.start(settings);
                var _ = new Forwarder(proxy, settings.kafkaBehindProxy())) {
            assertTrue(platform.isRunning(Part.KAFKA));

            assertEquals(proxy, advertisedTo(proxy));
            assertEquals(settings.port(Part.KAFKA), advertisedTo(settings.port(Part.KAFKA)));
        }
    }

    private static int advertisedTo(int port) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
            return admin.describeCluster()
                    .nodes()
                    .get(20, TimeUnit.SECONDS)
                    .iterator()
                    .next()
                    .port();
        }
    }

    @Test
    void seesADatabaseInOrderAndOneWithAHole() throws Exception {
        var settings = Settings.temporary(ROOT).only(EnumSet.of(Part.POSTGRES));
        try (var platform = Platform.start(settings)) {
            var inspection = new DatabaseInspection(platform.database(), new Terminal(System.out));
            assertTrue(inspection.check());

            execute(platform, "create table chat.leak (tenant_id uuid)");
            assertFalse(inspection.check());

            platform.database().reset();
            assertTrue(inspection.check());
            assertTrue(inspection.stats());
        }
    }

    private static void execute(Platform platform, String statement) throws Exception {
        try (var connection = platform.database().connect()) {
            connection.createStatement().execute(statement);
        }
    }
}
