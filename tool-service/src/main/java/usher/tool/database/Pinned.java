package usher.tool.database;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.pgclient.PgConnectOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Options that connect to exactly the address the guard has seen, while certificates are still held against the name. */
final class Pinned {
    private Pinned() {}

    static PgConnectOptions postgres(DatabaseSettings settings, String password, InetAddress address) {
        var options = new Postgres(named(settings, address));
        options.setHost(settings.host())
                .setPort(settings.port())
                .setDatabase(settings.database())
                .setUser(settings.user())
                .setPassword(password)
                .setSslMode(
                        switch (settings.tls()) {
                            case DISABLE -> io.vertx.pgclient.SslMode.DISABLE;
                            case REQUIRE -> io.vertx.pgclient.SslMode.REQUIRE;
                            case VERIFY -> io.vertx.pgclient.SslMode.VERIFY_FULL;
                        })
                .setReconnectAttempts(0);
        trust(settings, options);
        return options;
    }

    static MySQLConnectOptions mysql(DatabaseSettings settings, String password, InetAddress address) {
        var options = new MySql(named(settings, address));
        options.setHost(settings.host())
                .setPort(settings.port())
                .setDatabase(settings.database())
                .setUser(settings.user())
                .setPassword(password)
                .setSslMode(
                        switch (settings.tls()) {
                            case DISABLE -> io.vertx.mysqlclient.SslMode.DISABLED;
                            case REQUIRE -> io.vertx.mysqlclient.SslMode.REQUIRED;
                            case VERIFY -> io.vertx.mysqlclient.SslMode.VERIFY_IDENTITY;
                        })
                .setReconnectAttempts(0);
        trust(settings, options);
        return options;
    }

    private static SocketAddress named(DatabaseSettings settings, InetAddress address) {
        try {
            var host = settings.host().replaceAll("[\\[\\]]", "");
            var named = InetAddress.getByAddress(host, address.getAddress());
            return SocketAddress.inetSocketAddress(new InetSocketAddress(named, settings.port()));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("An address has as many bytes as it had", impossible);
        }
    }

    private static void trust(DatabaseSettings settings, io.vertx.core.net.NetClientOptions options) {
        switch (settings.tls()) {
            case DISABLE -> {}
            case REQUIRE -> options.setTrustAll(true);
            case VERIFY -> options.setTrustOptions(trusted(settings.ca())).setHostnameVerificationAlgorithm("HTTPS");
        }
    }

    private static TrustOptions trusted(@Nullable String ca) {
        return ca == null ? publicAuthorities() : new PemTrustOptions().addCertValue(Buffer.buffer(ca));
    }

    private static TrustOptions publicAuthorities() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((@Nullable KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(TrustOptions::wrap)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("The JDK has no certificates of public authorities", broken);
        }
    }

    private static final class Postgres extends PgConnectOptions {
        private final SocketAddress address;

        Postgres(SocketAddress address) {
            this.address = address;
        }

        @Override
        public SocketAddress getSocketAddress() {
            return address;
        }
    }

    private static final class MySql extends MySQLConnectOptions {
        private final SocketAddress address;

        MySql(SocketAddress address) {
            this.address = address;
        }

        @Override
        public SocketAddress getSocketAddress() {
            return address;
        }
    }
}
