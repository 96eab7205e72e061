package usher.tool.database;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks one question on an open connection: first the session is made one that cannot write and does not run long, then rows
 * are fetched a few at a time until there are enough.
 */
final class Reading {
    private static final int AT_A_TIME = 25;

    private final ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    private final int mostRows;
    private int bytesLeft;
    private boolean truncated;

    private Reading(int mostRows, int mostBytes) {
        this.mostRows = mostRows;
        this.bytesLeft = mostBytes;
    }

    /** Bounds of an answer; {@code time} is for the statement over there. */
    record Bounds(int rows, int bytes, Duration time) {}

    /** {@code {"rows": […], "truncated": false}}. */
    static Future<ObjectNode> ask(
            SqlConnection connection, Driver driver, Question question, Tuple values, Bounds bounds) {
        var reading = new Reading(bounds.rows(), bounds.bytes());
        return (driver == Driver.POSTGRESQL ? settlePostgres(connection, bounds) : settleMySql(connection, bounds))
                .compose(settled -> connection.prepare(question.sql()))
                .compose(statement -> reading.read(statement, values));
    }

    private static Future<?> settlePostgres(SqlConnection connection, Bounds bounds) {
        long millis = Math.max(1, bounds.time().toMillis());
        return connection
                .query("begin transaction read only; set local statement_timeout = %1$d; set local lock_timeout = %1$d"
                        .formatted(millis))
                .execute();
    }

    /**
     * By prepared statements alone: a server may answer any other with a wish for a file of the client's (LOCAL INFILE),
     * and this client would send it.
     */
    private static Future<?> settleMySql(SqlConnection connection, Bounds bounds) {
        boolean maria = connection.databaseMetadata().fullVersion().contains("MariaDB");
        var limit = maria
                ? "set session max_statement_time = "
                        + Math.max(1, bounds.time().toMillis()) / 1_000.0
                : "set session max_execution_time = "
                        + Math.max(1, bounds.time().toMillis());
        return connection
                .preparedQuery("set session transaction read only")
                .execute()
                .compose(done -> connection.preparedQuery(limit).execute());
    }

    private Future<ObjectNode> read(PreparedStatement statement, Tuple values) {
        return fetch(statement.cursor(values));
    }

    private Future<ObjectNode> fetch(Cursor cursor) {
        return cursor.read(AT_A_TIME).compose(batch -> {
            take(batch);
            return truncated || !cursor.hasMore() ? Future.succeededFuture(answer()) : fetch(cursor);
        });
    }

    private void take(RowSet<Row> batch) {
        for (Row row : batch) {
            var json = Cells.row(row);
            int size = json.toString().getBytes(StandardCharsets.UTF_8).length;
            if (rows.size() == mostRows || size > bytesLeft) {
                truncated = true;
                return;
            }
            bytesLeft -= size;
            rows.add(json);
        }
    }

    private ObjectNode answer() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("rows", rows);
        return answer.put("truncated", truncated);
    }
}
