package usher.e2e.world;

import java.util.EnumMap;
import java.util.Map;
import usher.e2e.fault.FaultProxy;
import usher.e2e.standin.StandInProvider;
import usher.e2e.tool.StandInWebhook;
import usher.local.launch.Part;
import usher.local.launch.Settings;

/** A fault proxy before each dependency, on ports of their own. */
final class Proxies implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final Map<Dependency, FaultProxy> proxies = new EnumMap<>(Dependency.class);

    Proxies(Settings settings, StandInProvider standIn, StandInWebhook webhook) {
        put(Dependency.POSTGRES, settings.port(Part.POSTGRES));
        put(Dependency.REDIS, settings.port(Part.REDIS));
        put(Dependency.KAFKA, settings.kafkaBehindProxy());
        put(Dependency.MODEL, standIn.port());
        put(Dependency.WEBHOOK, webhook.port());
    }

    private void put(Dependency dependency, int port) {
        proxies.put(dependency, FaultProxy.before(HOST, port));
    }

    FaultProxy of(Dependency dependency) {
        var proxy = proxies.get(dependency);
        if (proxy == null) {
            throw new IllegalStateException("No proxy before " + dependency);
        }
        return proxy;
    }

    String address(Dependency dependency) {
        return HOST + ":" + of(dependency).port();
    }

    /** The same settings, with every service sent through the proxies. */
    Settings between(Settings settings) {
        return settings.kafkaBehind(of(Dependency.KAFKA).port())
                .with("USHER_POSTGRES_URL", "postgresql://" + address(Dependency.POSTGRES) + "/usher")
                .with("USHER_REDIS_URL", "redis://" + address(Dependency.REDIS))
                .with("USHER_KAFKA_BOOTSTRAP", address(Dependency.KAFKA));
    }

    @Override
    public void close() {
        proxies.values().forEach(FaultProxy::close);
    }
}
