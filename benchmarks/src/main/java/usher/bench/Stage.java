package usher.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import usher.contracts.id.TenantId;
import usher.e2e.client.Api;
import usher.e2e.client.Eventually;
import usher.e2e.client.Tenant;
import usher.e2e.world.Service;
import usher.e2e.world.World;
import usher.local.launch.Part;

/**
 * A platform, a stand-in and the same turn in Node, each on its core: chat-service and Node have core 0 for themselves, in
 * turns; Postgres, Redis, Kafka, the other services, the stand-in and the load generator share core 1.
 */
final class Stage implements AutoCloseable {
    static final int SERVICE_CORE = 0;
    static final int OTHER_CORE = 1;
    static final String CHAT = Service.CHAT.part().label();
    static final String STAND_IN = "stand-in";
    static final String NODE = "node";

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TURNS = "/api/v1/chat/turns";

    private final StandInProcess peer;
    private final World world;
    private final Tenant tenant;
    private final NodePeer node;

    private Stage(StandInProcess peer, World world, Tenant tenant, NodePeer node) {
        this.peer = peer;
        this.world = world;
        this.tenant = tenant;
        this.node = node;
    }

    /** {@code standIn} are further words of the stand-in's command. */
    static Stage open(String... standIn) throws IOException {
        var peer = StandInProcess.start(standIn);
        var world = World.plain();
        var tenant = world.operator().createTenant("Bench", "https://bench.example.com");
        world.operator().agree(tenant, 1_000_000_000L, 1_000_000L);
        world.operator().useStandIn(tenant, peer.baseUrl());
        place(world, peer.pid());
        var node = NodePeer.start(Path.of(System.getProperty("usher.root")), peerOf(world, peer, tenant));
        Cores.pin(node.pid(), SERVICE_CORE);
        var stage = new Stage(peer, world, tenant, node);
        stage.awaitAgreement();
        return stage;
    }

    World world() {
        return world;
    }

    Load.Target direct() {
        return target(peer.baseUrl() + "/chat/completions", "sk-direct");
    }

    Load.Target turns() {
        return target(world.url(Service.CHAT) + TURNS, tenant.secretKey());
    }

    Load.Target completions() {
        return target(world.url(Service.CHAT) + "/v1/chat/completions", tenant.secretKey());
    }

    Load.Target nodeTurns() {
        return target(node.url() + TURNS, tenant.secretKey());
    }

    Shares shares() {
        var processes = new TreeMap<>(world.children());
        processes.put(STAND_IN, peer.pid());
        processes.put(NODE, node.pid());
        processes.put("load", ProcessHandle.current().pid());
        return new Shares(processes);
    }

    private static Load.Target target(String url, String bearer) {
        return new Load.Target(URI.create(url), Map.of("authorization", "Bearer " + bearer));
    }

    /** What the Node server is told: the same database, the same Redis, the same provider, the same key. */
    private static Map<String, String> peerOf(World world, StandInProcess peer, Tenant tenant) {
        var settings = world.platform().settings();
        return Map.of(
                "DATABASE_URL",
                "postgres://postgres:%s@127.0.0.1:%d/usher"
                        .formatted(world.databasePassword(), settings.port(Part.POSTGRES)),
                "REDIS_URL",
                "redis://127.0.0.1:" + settings.port(Part.REDIS),
                "MODEL_URL",
                peer.baseUrl(),
                "TENANT_ID",
                TenantId.fromString(tenant.id()).value().toString(),
                "KEY_SHA256",
                sha256(tenant.secretKey()));
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** chat-service starts again in its place, because a JVM sizes its pools by the cores it finds at its start. */
    private static void place(World world, long peer) {
        Cores.pin(ProcessHandle.current().pid(), OTHER_CORE);
        Cores.pin(peer, OTHER_CORE);
        world.children().values().forEach(child -> Cores.pin(child, OTHER_CORE));
        world.platform().stop(Part.CHAT);
        world.platform().start(Part.CHAT);
        Cores.pin(world.pid(Service.CHAT), SERVICE_CORE);
    }

    /** The plan reaches chat-service by an event; until it has, the free plan's limit answers. */
    private void awaitAgreement() {
        var server = Api.at(world.url(Service.CHAT)).as(tenant.secretKey());
        Eventually.until("the plan has arrived", SOON, () -> {
            var answer = server.post(
                    TURNS,
                    Map.of(
                            "text",
                            "Are you there?",
                            "clientMessageId",
                            UUID.randomUUID().toString()));
            return answer.ok() && answer.at("/limits/messages_left").asLong() > 1_000_000;
        });
    }

    @Override
    public void close() {
        node.close();
        world.close();
        peer.close();
    }
}
