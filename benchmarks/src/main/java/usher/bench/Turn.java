package usher.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.e2e.client.Api;
import usher.e2e.client.Eventually;
import usher.e2e.client.Tenant;
import usher.e2e.world.Service;
import usher.e2e.world.World;
import usher.local.launch.Part;

/**
 * What a turn costs beyond the provider's own time: the stand-in behind chat-service, everything durable, beside calling
 * the stand-in directly. chat-service has core 0 for itself; Postgres, Redis, Kafka, the other services, the stand-in and
 * the load generator share core 1. Options: {@code --seconds=15 --turns=2000 --record=FILE.jfr}; the last keeps a
 * flight recording of chat-service under load.
 */
public final class Turn {

    private static final int SERVICE_CORE = 0;
    private static final int OTHER_CORE = 1;
    private static final int BLOCKS = 5;
    private static final int AT_ONCE = 32;
    private static final int TURNS_A_CONVERSATION = 10;

    /** So many turns it takes until the compiler's share of the service's CPU is small. */
    private static final int WARM_UP_TURNS = 25_000;

    private static final String CHAT = Service.CHAT.part().label();
    private static final String STAND_IN = "stand-in";
    private static final String NODE = "node";
    private static final Duration WARM_UP = Duration.ofMinutes(2);

    private final Load load;
    private final Load.Target direct;
    private final Load.Target turns;
    private final Load.Target node;
    private final Shares shares;
    private final String record;

    private Turn(Load load, Load.Target direct, Load.Target turns, Load.Target node, Shares shares, String record) {
        this.load = load;
        this.direct = direct;
        this.turns = turns;
        this.node = node;
        this.shares = shares;
        this.record = record;
    }

    public static void main(String[] args) throws IOException {
        int seconds = Options.number(args, "seconds", 15);
        int requests = Options.number(args, "turns", 2_000);
        try (var peer = StandInProcess.start();
                var world = World.plain();
                var load = new Load()) {
            var tenant = world.operator().createTenant("Bench", "https://bench.example.com");
            world.operator().agree(tenant, 1_000_000_000L, 1_000_000L);
            world.operator().useStandIn(tenant, peer.baseUrl());
            place(world, peer.pid());
            try (var node = NodePeer.start(Path.of(System.getProperty("usher.root")), peerOf(world, peer, tenant))) {
                Cores.pin(node.pid(), SERVICE_CORE);
                var bench = new Turn(
                        load,
                        target(peer.baseUrl() + "/chat/completions", "sk-direct"),
                        target(world.url(Service.CHAT) + "/api/v1/chat/turns", tenant.secretKey()),
                        target(node.url() + "/api/v1/chat/turns", tenant.secretKey()),
                        new Shares(processes(world, peer.pid(), node.pid())),
                        Options.text(args, "record", ""));
                bench.awaitAgreement(world, tenant);
                System.out.printf(
                        "one durable write of this disk takes %.2f ms; a turn commits twice%n",
                        Disk.syncMillis(world.platform().folder()));
                bench.run(Duration.ofSeconds(seconds), requests);
            }
        }
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

    private static Map<String, Long> processes(World world, long standIn, long node) {
        var processes = new TreeMap<>(world.children());
        processes.put(STAND_IN, standIn);
        processes.put(NODE, node);
        processes.put("load", ProcessHandle.current().pid());
        return processes;
    }

    /** The plan reaches chat-service by an event; until it has, the free plan's limit answers. */
    private void awaitAgreement(World world, Tenant tenant) {
        var server = Api.at(world.url(Service.CHAT)).as(tenant.secretKey());
        Eventually.until("the plan has arrived", Duration.ofSeconds(30), () -> {
            var answer = server.post(
                    "/api/v1/chat/turns",
                    Map.of(
                            "text",
                            "Are you there?",
                            "clientMessageId",
                            UUID.randomUUID().toString()));
            return answer.ok() && answer.at("/limits/messages_left").asLong() > 1_000_000;
        });
    }

    private void run(Duration time, int requests) {
        load.run(direct, AT_ONCE, WARM_UP, WARM_UP_TURNS, worker -> new Direct());
        var warm = load.run(turns, AT_ONCE, WARM_UP, WARM_UP_TURNS, worker -> new Conversation());
        System.out.printf("warmed up by %d turns%n", warm.count());
        load.run(node, AT_ONCE, WARM_UP, WARM_UP_TURNS / 2, worker -> new Conversation());

        var alone = new ArrayList<Figures>();
        var ours = new ArrayList<Figures>();
        var theirs = new ArrayList<Figures>();
        for (int block = 0; block < BLOCKS; block++) {
            alone.add(load.run(direct, 1, requests / BLOCKS, worker -> new Direct()));
            ours.add(load.run(turns, 1, requests / BLOCKS, worker -> new Conversation()));
            theirs.add(load.run(node, 1, requests / BLOCKS, worker -> new Conversation()));
        }
        var many = List.of(
                measured(() -> load.run(direct, AT_ONCE, time.dividedBy(2), worker -> new Direct())),
                recorded(() -> measured(() -> load.run(turns, AT_ONCE, time, worker -> new Conversation()))),
                measured(() -> load.run(node, AT_ONCE, time, worker -> new Conversation())));
        print(List.of(join(alone), join(ours), join(theirs)), many);
    }

    /** What was seen, and the CPU of each process a request in microseconds. */
    private record Measured(Figures figures, Map<String, Double> cpu) {
        double cpuOf(String process) {
            return cpu.getOrDefault(process, 0.0);
        }
    }

    private Measured measured(Supplier<Figures> work) {
        var before = shares.now();
        var figures = work.get();
        return new Measured(figures, shares.microsSince(before, figures.count()));
    }

    private Measured recorded(Supplier<Measured> work) {
        if (record.isEmpty()) {
            return work.get();
        }
        try (var recording = Recording.of(shares.pid(CHAT), record)) {
            return work.get();
        }
    }

    private void print(List<Figures> one, List<Measured> many) {
        System.out.printf(
                "%nturn: chat-service, or Node, on core %d, everything else on core %d%n", SERVICE_CORE, OTHER_CORE);
        System.out.printf(
                "%-22s %11s %11s %12s %11s %10s %10s%n",
                "", "p50 c=1", "p99 c=1", "per s c=" + AT_ONCE, "p50 c=" + AT_ONCE, "CPU each", "failures");
        row("stand-in, directly", one.get(0), many.get(0), STAND_IN);
        row("turn, all durable", one.get(1), many.get(1), CHAT);
        row("the same in Node", one.get(2), many.get(2), NODE);
        System.out.printf(
                "added p50              %8.2f ms, Node %.2f ms%n",
                one.get(1).p50() - one.get(0).p50(),
                one.get(2).p50() - one.get(0).p50());
        System.out.printf(
                "against Node           %8.2f times its turns/s at %.2f of its CPU%n",
                many.get(1).figures().perSecond() / many.get(2).figures().perSecond(),
                many.get(1).cpuOf(CHAT) / many.get(2).cpuOf(NODE));
        System.out.printf("chat-service memory    %5d MiB%n", Cores.residentMiB(shares.pid(CHAT)));
        System.out.println(
                "CPU of each process a turn: " + Shares.text(many.get(1).cpu()));
        System.out.println(
                "                   by Node: " + Shares.text(many.get(2).cpu()));
    }

    private static void row(String name, Figures one, Measured many, String process) {
        System.out.printf(
                "%-22s %8.2f ms %8.2f ms %12.0f %8.2f ms %7.0f µs %10d%n",
                name,
                one.p50(),
                one.millis(0.99),
                many.figures().perSecond(),
                many.figures().p50(),
                many.cpuOf(process),
                one.failures() + many.figures().failures());
    }

    private static Figures join(List<Figures> blocks) {
        return new Figures(
                blocks.stream()
                        .flatMapToLong(block -> LongStream.of(block.nanos()))
                        .toArray(),
                blocks.stream().mapToLong(Figures::elapsedNanos).sum(),
                blocks.stream().mapToLong(Figures::failures).sum());
    }

    /** The request that chat-service would send: a short persona and one question. */
    private static final class Direct implements Requests {
        private int asked;

        @Override
        public String next() {
            return Api.json(Map.of(
                    "model",
                    "stand-in-1",
                    "messages",
                    List.of(
                            Map.of("role", "system", "content", "You are the support assistant of Bench. Be brief."),
                            Map.of("role", "user", "content", question(asked++)))));
        }
    }

    /** A tenant's server that talks to one visitor after the other, some turns with each. */
    private static final class Conversation implements Requests {
        private final AtomicReference<@Nullable String> conversation = new AtomicReference<>();
        private int asked;

        @Override
        public String next() {
            if (asked % TURNS_A_CONVERSATION == 0) {
                conversation.set(null);
            }
            var text = question(asked++);
            var id = conversation.get();
            var message = "\"text\":\"" + text + "\",\"clientMessageId\":\"" + UUID.randomUUID() + "\"";
            return id == null ? "{" + message + "}" : "{" + message + ",\"conversation\":\"" + id + "\"}";
        }

        @Override
        public void answered(String body) {
            if (conversation.get() == null) {
                int at = body.indexOf("cnv_");
                conversation.set(body.substring(at, at + "cnv_".length() + 26));
            }
        }
    }

    private static String question(int number) {
        return "How long does delivery take to my town, number " + number + "?";
    }
}
