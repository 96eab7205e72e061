package usher.local.launch;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.local.gateway.Gateway;
import usher.local.gateway.Routes;
import usher.local.gateway.Upstreams;
import usher.local.infra.Child;
import usher.local.infra.Database;
import usher.local.infra.Kafka;
import usher.local.infra.Ledger;
import usher.local.infra.Postgres;
import usher.local.infra.Redis;
import usher.local.infra.Running;
import usher.local.infra.Secrets;
import usher.local.shop.Shop;
import usher.local.shop.ShopKeys;

/** Knows how each part is started, and where each finds the others. */
final class Starter implements AutoCloseable {

    private final Settings settings;
    private final Secrets secrets;
    private final Ledger ledger;
    private final Services services;
    private @Nullable Vertx vertx;

    Starter(Settings settings) {
        this.settings = settings;
        this.secrets = Secrets.keptIn(settings.secrets(), System.getenv());
        this.ledger = new Ledger(settings.children());
        this.services = new Services(settings, ledger);
    }

    /** Starts it and waits until it answers. */
    Running start(Part part, ShopKeys shopKeys) {
        return switch (part) {
            case POSTGRES -> postgres();
            case REDIS -> new Redis(settings.data(part), settings.log(part), settings.port(part), ledger).start();
            case KAFKA -> kafka();
            case CHAT, TOOL, ADMIN, BILLING -> services.start(part, environment(part));
            case SHOP -> shop(shopKeys);
            case GATEWAY -> Gateway.start(vertx(), gatewayHost(), settings.port(part), routes());
        };
    }

    private Child postgres() {
        return new Postgres(
                        settings.data(Part.POSTGRES),
                        settings.log(Part.POSTGRES),
                        settings.port(Part.POSTGRES),
                        secrets,
                        ledger)
                .start();
    }

    private Running kafka() {
        return new Kafka(
                        settings.data(Part.KAFKA),
                        settings.log(Part.KAFKA),
                        settings.port(Part.KAFKA),
                        settings.kafkaBehindProxy(),
                        settings.kafkaProxy(),
                        ledger)
                .start();
    }

    private Shop shop(ShopKeys keys) {
        Path state = settings.data(Part.SHOP).resolve("shop.json");
        return Shop.start(vertx(), settings.port(Part.SHOP), state, InstantSource.system(), keys);
    }

    private Routes routes() {
        var upstreams = new EnumMap<Routes.Service, Upstreams>(Routes.Service.class);
        for (Part service : Part.services()) {
            upstreams.put(service.route(), Upstreams.onPorts(settings.upstreams(service)));
        }
        upstreams.put(Routes.Service.SHOP, Upstreams.onPorts(settings.port(Part.SHOP)));
        return new Routes(upstreams);
    }

    Map<String, String> environment(Part service) {
        return new ServiceEnvironment(settings, secrets, addresses()).of(service);
    }

    Database database() {
        return Database.at(URI.create(addresses().postgres()), System.getenv(), secrets);
    }

    private ServiceEnvironment.Addresses addresses() {
        return new ServiceEnvironment.Addresses(
                given("USHER_POSTGRES_URL", "postgresql://127.0.0.1:" + settings.port(Part.POSTGRES) + "/usher"),
                given("USHER_REDIS_URL", "redis://127.0.0.1:" + settings.port(Part.REDIS)),
                given("USHER_KAFKA_BOOTSTRAP", "127.0.0.1:" + settings.port(Part.KAFKA)));
    }

    private static String given(String variable, String otherwise) {
        return System.getenv().getOrDefault(variable, otherwise);
    }

    private static String gatewayHost() {
        return given("USHER_GATEWAY_HOST", "127.0.0.1");
    }

    /** Made when first needed: a platform of infrastructure alone serves nothing itself. */
    private synchronized Vertx vertx() {
        if (vertx == null) {
            vertx = Vertx.vertx(new VertxOptions()
                    .setFileSystemOptions(new FileSystemOptions()
                            .setClassPathResolvingEnabled(false)
                            .setFileCachingEnabled(false)));
        }
        return vertx;
    }

    @Override
    public synchronized void close() {
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
