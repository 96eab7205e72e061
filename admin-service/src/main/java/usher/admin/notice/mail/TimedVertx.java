package usher.admin.notice.mail;

import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Gives the connections that are opened with it limits of time, for which Quarkus' mailer has no settings, and ends them all when
 * it is told to, also those that a mail waits on, which the mailer would not.
 */
final class TimedVertx extends VertxWrapper {
    private final SmtpConfig config;
    private final List<NetClient> clients = new CopyOnWriteArrayList<>();

    TimedVertx(VertxInternal vertx, SmtpConfig config) {
        super(vertx);
        this.config = config;
    }

    @Override
    public NetClient createNetClient(NetClientOptions options) {
        var client = super.createNetClient(
                options.setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setIdleTimeout((int) config.timeout().toMillis())
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setSslHandshakeTimeout(config.connectTimeout().toMillis())
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS));
        clients.add(client);
        return client;
    }

    void hangUp() {
        clients.forEach(NetClient::close);
    }
}
