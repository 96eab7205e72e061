package usher.tool.database;

import io.vertx.mysqlclient.MySQLException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.DatabaseException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in our own words: what a server says may hold names and values of its tables, so of it only the number
 * of the error goes on. {@code down} says that the server is in trouble, and not the statement.
 */
record Trouble(String code, String sentence, boolean retryable, boolean down) {
    static final Trouble SLOW = new Trouble("tool-timeout", "The database did not answer in time.", true, true);
    /** Said by the database itself, which is well: it is the statement that takes long. */
    private static final Trouble LONG_STATEMENT =
            new Trouble("tool-timeout", "The database did not answer in time.", true, false);

    static final Trouble BUSY =
            new Trouble("tool-busy", "The database is being asked too much at the moment.", true, false);
    static final Trouble LEFT_ALONE = new Trouble(
            "tool-unavailable", "The database has been failing and is left alone for a moment.", true, false);
    static final Trouble NOT_ALLOWED = new Trouble(
            "url-not-allowed",
            "The database is at an address that tools may not reach, or not encrypted on its way, or its name is"
                    + " unknown.",
            false,
            false);
    private static final Trouble UNREACHABLE =
            new Trouble("tool-unreachable", "The database cannot be reached.", true, true);
    private static final Trouble TOO_LARGE =
            new Trouble("result-too-large", "The database's answer is too large.", false, false);
    private static final Trouble TLS = new Trouble(
            "database-tls", "The database offers no encryption, or its certificate is not the host's.", false, false);
    private static final Set<Integer> MYSQL_SLOW = Set.of(1317, 1421, 1969, 3024);
    private static final Set<Integer> MYSQL_SIGN_IN = Set.of(1044, 1045, 1130, 1251, 1698, 2059);
    private static final Set<Integer> MYSQL_FORBIDDEN = Set.of(1142, 1143, 1227, 1370, 1792);
    private static final Set<Integer> MYSQL_STATEMENT =
            Set.of(1052, 1054, 1055, 1064, 1140, 1146, 1222, 1247, 1305, 1582);
    private static final Set<Integer> MYSQL_DOWN = Set.of(1040, 1053, 1203, 1226);

    /** As something that a future may fail with. */
    static final class Met extends Exception {
        private static final long serialVersionUID = 1;

        final transient Trouble trouble;

        Met(Trouble trouble) {
            super(trouble.sentence(), null, false, false);
            this.trouble = trouble;
        }
    }

    static Trouble of(Throwable cause) {
        return switch (cause) {
            case Met met -> met.trouble;
            case PgException refused -> postgres(String.valueOf(refused.getSqlState()));
            case MySQLException refused -> mysql(refused.getErrorCode());
            case DatabaseException refused -> refused("database-error", refused.getSqlState());
            case TimeoutException late -> SLOW;
            case ByteLimit.Passed passed -> TOO_LARGE;
            case SSLException untrusted -> TLS;
            default -> saysTls(cause) ? TLS : UNREACHABLE;
        };
    }

    /** See "PostgreSQL Error Codes" in its manual. */
    private static Trouble postgres(String state) {
        if ("57014".equals(state)) {
            return LONG_STATEMENT;
        }
        if ("42501".equals(state) || "25006".equals(state)) {
            return refused("database-forbidden", state);
        }
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "28", "3D" -> refused("database-sign-in", state);
            case "42", "0A" -> refused("statement-invalid", state);
            case "22" -> refused("arguments-invalid", state);
            case "53", "57", "58" -> UNREACHABLE;
            default -> refused("database-error", state);
        };
    }

    /**
     * See "Server Error Message Reference" in MySQL's manual, and MariaDB's for 1969; 1421 is what a cursor says whose
     * statement was ended.
     */
    private static Trouble mysql(int number) {
        var text = Integer.toString(number);
        if (MYSQL_SLOW.contains(number)) {
            return LONG_STATEMENT;
        }
        if (MYSQL_DOWN.contains(number)) {
            return UNREACHABLE;
        }
        if (MYSQL_SIGN_IN.contains(number) || number == 1049) {
            return refused("database-sign-in", text);
        }
        if (MYSQL_FORBIDDEN.contains(number)) {
            return refused("database-forbidden", text);
        }
        return refused(MYSQL_STATEMENT.contains(number) ? "statement-invalid" : "database-error", text);
    }

    private static Trouble refused(String code, @Nullable String number) {
        var sentence = switch (code) {
            case "database-sign-in" -> "The database does not let this user in";
            case "database-forbidden" -> "This user may not do that in the database";
            case "statement-invalid" -> "The database does not accept the statement";
            case "arguments-invalid" -> "The database does not accept a value";
            default -> "The database reports an error";
        };
        return new Trouble(code, sentence + " (" + number + ").", false, false);
    }

    /** The clients say so in words alone when a server offers no encryption. */
    private static boolean saysTls(Throwable cause) {
        var message = String.valueOf(cause.getMessage());
        return message.contains("SSL") || message.contains("TLS");
    }
}
