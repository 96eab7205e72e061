package usher.local.launch;

import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import usher.local.infra.Arguments;
import usher.local.infra.Database;
import usher.local.infra.Ports;
import usher.local.infra.Secrets;
import usher.local.infra.StartFailure;

/**
 * {@code ./usher db init|check|stats|reset}: the database of this installation, or the one at USHER_POSTGRES_URL (its
 * administrator by USHER_POSTGRES_ADMIN_USER and USHER_POSTGRES_ADMIN_PASSWORD). The embedded one is started for the
 * command when it does not run.
 */
public final class Db {

    private static final String USAGE = """
            ./usher db init     make the database, its schemas and roles; what is there stays
            ./usher db check    sign in as every role, look at migrations and row-level security
            ./usher db stats    rows and sizes of every table
            ./usher db reset --yes    delete all data; the services make their tables anew when they start""";

    private Db() {}

    public static void main(String[] words) {
        var terminal = new Terminal(System.out);
        try {
            if (words.length == 0) {
                throw new StartFailure(USAGE);
            }
            var arguments = Arguments.of(java.util.Arrays.copyOfRange(words, 1, words.length));
            System.exit(run(words[0], arguments, terminal) ? 0 : 1);
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static boolean run(String command, Arguments arguments, Terminal terminal) {
        Map<String, String> environment = System.getenv();
        var settings = Settings.installed(Path.of(System.getProperty("usher.root", ".")), environment);
        String external = environment.get("USHER_POSTGRES_URL");
        if (external != null) {
            var secrets = Secrets.keptIn(settings.secrets(), environment);
            return run(command, arguments, Database.at(URI.create(external), environment, secrets), terminal);
        }
        var postgres = new Platform(settings.only(Set.of(Part.POSTGRES)), new Watch() {});
        try (postgres) {
            if (Ports.isFree(settings.port(Part.POSTGRES))) {
                postgres.start(Part.POSTGRES);
            }
            return run(command, arguments, postgres.database(), terminal);
        }
    }

    private static boolean run(String command, Arguments arguments, Database database, Terminal terminal) {
        var inspection = new DatabaseInspection(database, terminal);
        long begin = System.nanoTime();
        try {
            return switch (command) {
                case "init" -> {
                    database.prepare();
                    terminal.ready("database", Duration.ofNanos(System.nanoTime() - begin));
                    yield true;
                }
                case "check" -> inspection.check();
                case "stats" -> inspection.stats();
                case "reset" -> reset(arguments, database, terminal);
                default -> throw new StartFailure(USAGE);
            };
        } catch (SQLException e) {
            throw new StartFailure("The database answered: " + e.getMessage(), e);
        }
    }

    private static boolean reset(Arguments arguments, Database database, Terminal terminal) throws SQLException {
        if (!arguments.has("yes")) {
            throw new StartFailure("This deletes all tenants, conversations and invoices. Say --yes if you mean it.");
        }
        database.reset();
        terminal.say("  All data is deleted. Start Usher to make the tables anew.");
        return true;
    }
}
