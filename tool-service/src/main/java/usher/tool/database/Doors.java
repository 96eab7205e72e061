package usher.tool.database;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import usher.contracts.id.IntegrationId;
import usher.kit.egress.Egress;
import usher.kit.egress.Passage.Admitted;
import usher.kit.egress.Passage.Denied;
import usher.tool.http.Breaker;
import usher.tool.http.HttpCall.Target;
import usher.tool.integration.connector.Link;

/**
 * Opens a connection for one use and closes it. No pool: a connection costs a few milliseconds beside a call that takes
 * hundreds, and what is not kept leaks nothing, grows not stale, and holds no password.
 */
@ApplicationScoped
class Doors {
    private final DatabaseConfig config;
    private final Egress egress;
    private final Breaker breaker;
    private final Vertx vertx;
    private final ConcurrentHashMap<IntegrationId, Integer> open = new ConcurrentHashMap<>();

    Doors(DatabaseConfig config, Egress egress, Breaker breaker, Vertx vertx) {
        this.config = config;
        this.egress = egress;
        this.breaker = breaker;
        this.vertx = vertx;
    }

    /** Fails with something that {@link Trouble#of} understands. */
    <T> Uni<T> visit(Link link, Duration time, Function<SqlConnection, Future<T>> use) {
        return Uni.createFrom().deferred(() -> enter(link, time, use));
    }

    private <T> Uni<T> enter(Link link, Duration time, Function<SqlConnection, Future<T>> use) {
        var settings = DatabaseSettings.of(link.settings());
        var target = new Target(link.tenant(), link.id().toString(), settings.place());
        if (!breaker.admits(target)) {
            return failed(Trouble.LEFT_ALONE);
        }
        if (open.merge(link.id(), 1, Integer::sum) > config.connections()) {
            leave(link.id());
            return failed(Trouble.BUSY);
        }
        return egress.admit(link.tenant(), settings.host(), settings.port(), config.ports())
                .chain(passage -> switch (passage) {
                    case Denied denied -> Doors.<T>failed(Trouble.NOT_ALLOWED);
                    case Admitted(var origin, var address)
                    when mayBePlain(settings, address) ->
                        UniHelper.toUni(inTime(connect(link, settings, address), time, use));
                    case Admitted exposed -> Doors.<T>failed(Trouble.NOT_ALLOWED);
                })
                .onItemOrFailure()
                .invoke((result, failure) -> remember(target, failure))
                .onTermination()
                .invoke(() -> leave(link.id()));
    }

    /** Without encryption a database is asked inside the own network alone, where the guard lets one go there at all. */
    private static boolean mayBePlain(DatabaseSettings settings, InetAddress address) {
        return settings.tls() != Tls.DISABLE || address.isLoopbackAddress() || address.isSiteLocalAddress();
    }

    private static <T> Uni<T> failed(Trouble trouble) {
        return Uni.createFrom().failure(new Trouble.Met(trouble));
    }

    private void leave(IntegrationId id) {
        open.computeIfPresent(id, (key, count) -> count > 1 ? count - 1 : null);
    }

    private void remember(Target target, @org.jspecify.annotations.Nullable Throwable failure) {
        if (failure != null && Trouble.of(failure).down()) {
            breaker.failed(target);
        } else {
            breaker.worked(target);
        }
    }

    private Future<? extends SqlConnection> connect(Link link, DatabaseSettings settings, InetAddress address) {
        var password = link.credentials().get(DatabaseConnector.PASSWORD);
        int timeout = (int) config.connectTimeout().toMillis();
        return switch (settings.driver()) {
            case POSTGRESQL ->
                PgConnection.connect(
                        vertx, Pinned.postgres(settings, password, address).setConnectTimeout(timeout));
            case MYSQL ->
                MySQLConnection.connect(
                        vertx, Pinned.mysql(settings, password, address).setConnectTimeout(timeout));
        };
    }

    /** Whatever comes after the time is over is closed as soon as it comes. */
    private <T> Future<T> inTime(
            Future<? extends SqlConnection> connecting, Duration time, Function<SqlConnection, Future<T>> use) {
        Promise<T> outcome = Promise.promise();
        long whole = vertx.setTimer(
                Math.max(1, time.toMillis()),
                id -> outcome.tryFail(new TimeoutException("The time of a call is over")));
        long entry = vertx.setTimer(
                Math.max(1, config.connectTimeout().toMillis()),
                id -> outcome.tryFail(new TimeoutException("The time to connect is over")));
        connecting
                .onComplete(done -> vertx.cancelTimer(entry))
                .onFailure(outcome::tryFail)
                .onSuccess(connection -> {
                    outcome.future().onComplete(done -> connection.close());
                    if (!outcome.future().isComplete()) {
                        connection.exceptionHandler(outcome::tryFail);
                        ByteLimit.put(connection, config.wireBytes(), () -> outcome.tryFail(new ByteLimit.Passed()));
                        use.apply(connection).onSuccess(outcome::tryComplete).onFailure(outcome::tryFail);
                    }
                });
        return outcome.future().onComplete(done -> vertx.cancelTimer(whole));
    }
}
