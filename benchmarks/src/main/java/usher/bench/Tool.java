package usher.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.e2e.client.Api;
import usher.e2e.client.Eventually;
import usher.e2e.client.Jwt;
import usher.e2e.client.Tenant;
import usher.e2e.world.Service;
import usher.e2e.world.World;
import usher.local.launch.Part;

/**
 * What tool-service adds to a tool's own time: the internal API that chat-service calls, with schema, guard, signature,
 * storage and usage event, beside the same endpoint called directly. tool-service has core 0 for itself; all else shares
 * core 1. Options: {@code --seconds=10 --calls=5000 --record=FILE.jfr}; the last keeps a flight recording under load.
 */
public final class Tool {
    private static final int SERVICE_CORE = 0;
    private static final int OTHER_CORE = 1;
    private static final int BLOCKS = 5;
    private static final int AT_ONCE = 32;
    private static final int WARM_UP_CALLS = 20_000;
    /** The JVM compiles what one call at a time needs beside those calls, on the same core: some thousands of them. */
    private static final int WARM_UP_ALONE = 12_000;

    private static final Duration WARM_UP = Duration.ofSeconds(90);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);
    private static final String NAME = "bench_parcel";
    private static final String TOOL = Service.TOOL.part().label();
    private static final String INVOCATIONS = "/api/v1/tools/internal/invocations";

    private final Load load;
    private final Load.Target direct;
    private final Load.Target calls;
    private final Shares shares;
    private final String record;

    private Tool(Load load, Load.Target direct, Load.Target calls, Shares shares, String record) {
        this.load = load;
        this.direct = direct;
        this.calls = calls;
        this.shares = shares;
        this.record = record;
    }

    public static void main(String[] args) throws IOException {
        int seconds = Options.number(args, "seconds", 10);
        int requests = Options.number(args, "calls", 5_000);
        try (var endpoint = new Endpoint();
                var world = World.plain();
                var load = new Load()) {
            var tenant = world.operator().createTenant("Bench", "https://bench.example.com");
            var tool = world.operator().tool(NAME, "parcel");
            world.operator().enableTool(tenant, tool, endpoint.url());
            place(world);
            var token = token(world, tenant);
            awaitTool(world, token);
            System.out.printf(
                    "one durable write of this disk takes %.2f ms; a call waits for one%n",
                    Disk.syncMillis(world.platform().folder()));
            new Tool(
                            load,
                            new Load.Target(URI.create(endpoint.url()), Map.of()),
                            new Load.Target(
                                    URI.create(world.url(Service.TOOL) + INVOCATIONS),
                                    Map.of("authorization", "Bearer " + token)),
                            new Shares(processes(world)),
                            Options.text(args, "record", ""))
                    .run(Duration.ofSeconds(seconds), requests);
        }
    }

    /** It starts again in its place, because a JVM sizes its pools by the cores it finds at its start. */
    private static void place(World world) {
        Cores.pin(ProcessHandle.current().pid(), OTHER_CORE);
        world.children().values().forEach(child -> Cores.pin(child, OTHER_CORE));
        world.platform().stop(Part.TOOL);
        world.platform().start(Part.TOOL);
        Cores.pin(world.pid(Service.TOOL), SERVICE_CORE);
    }

    private static Map<String, Long> processes(World world) {
        var processes = new TreeMap<>(world.children());
        processes.put("load and endpoint", ProcessHandle.current().pid());
        return processes;
    }

    /** As chat-service signs it, but for the whole run. */
    private static String token(World world, Tenant tenant) {
        long now = Instant.now().getEpochSecond();
        return Jwt.hs256(
                Map.of(),
                Map.of(
                        "iss",
                        "usher-service",
                        "sub",
                        "chat",
                        "aud",
                        "tool",
                        "tenant",
                        tenant.id(),
                        "iat",
                        now,
                        "exp",
                        now + TOKEN_LIFE.toSeconds()),
                world.secret("USHER_SERVICE_SECRET"));
    }

    private static void awaitTool(World world, String token) {
        var service = Api.at(world.url(Service.TOOL)).as(token);
        var call = new Invocation();
        Eventually.until(
                "the tool runs",
                SOON,
                () -> service.send("POST", INVOCATIONS, call.next())
                        .text("/state")
                        .equals("succeeded"));
    }

    private void run(Duration time, int requests) {
        load.run(direct, AT_ONCE, WARM_UP, WARM_UP_CALLS, worker -> new Direct());
        var warm = load.run(calls, AT_ONCE, WARM_UP, WARM_UP_CALLS, worker -> new Invocation());
        load.run(calls, 1, WARM_UP_ALONE, worker -> new Invocation());
        System.out.printf("warmed up by %d calls, and %d one at a time%n", warm.count(), WARM_UP_ALONE);

        var alone = new ArrayList<Figures>();
        var ours = new ArrayList<Figures>();
        var atRest = shares.now();
        for (int block = 0; block < BLOCKS; block++) {
            alone.add(load.run(direct, 1, requests / BLOCKS, worker -> new Direct()));
            ours.add(load.run(calls, 1, requests / BLOCKS, worker -> new Invocation()));
        }
        System.out.println(
                "CPU of each process a call, one at a time: " + Shares.text(shares.microsSince(atRest, requests)));
        var manyAlone = load.run(direct, AT_ONCE, time.dividedBy(2), worker -> new Direct());
        var before = shares.now();
        var many = recorded(() -> load.run(calls, AT_ONCE, time, worker -> new Invocation()));
        print(join(alone), join(ours), manyAlone, many, shares.microsSince(before, many.count()));
    }

    private Figures recorded(Supplier<Figures> work) {
        if (record.isEmpty()) {
            return work.get();
        }
        try (var recording = Recording.of(shares.pid(TOOL), record)) {
            return work.get();
        }
    }

    private void print(Figures alone, Figures ours, Figures manyAlone, Figures many, Map<String, Double> cpu) {
        System.out.printf("%ntool: tool-service on core %d, everything else on core %d%n", SERVICE_CORE, OTHER_CORE);
        System.out.printf(
                "%-22s %11s %11s %12s %11s %10s%n",
                "", "p50 c=1", "p99 c=1", "per s c=" + AT_ONCE, "p50 c=" + AT_ONCE, "failures");
        row("endpoint, directly", alone, manyAlone);
        row("call, all durable", ours, many);
        System.out.printf("added p50              %8.2f ms%n", ours.p50() - alone.p50());
        System.out.printf("tool-service memory    %5d MiB%n", Cores.residentMiB(shares.pid(TOOL)));
        System.out.println("CPU of each process a call: " + Shares.text(cpu));
    }

    private static void row(String name, Figures one, Figures many) {
        System.out.printf(
                "%-22s %8.2f ms %8.2f ms %12.0f %8.2f ms %10d%n",
                name, one.p50(), one.millis(0.99), many.perSecond(), many.p50(), one.failures() + many.failures());
    }

    private static Figures join(List<Figures> blocks) {
        return new Figures(
                blocks.stream()
                        .flatMapToLong(block -> LongStream.of(block.nanos()))
                        .toArray(),
                blocks.stream().mapToLong(Figures::elapsedNanos).sum(),
                blocks.stream().mapToLong(Figures::failures).sum());
    }

    /** The body that the endpoint gets from tool-service. */
    private static final class Direct implements Requests {
        @Override
        public String next() {
            return """
                {"tool":"%s","arguments":{"parcel":"12345"},"context":{"tenant_id":"ten_0","call_id":"%s"}}
                """.formatted(NAME, new CallId(UUID.randomUUID()));
        }
    }

    /** A call as chat-service wants it, each a new one. */
    private static final class Invocation implements Requests {
        private final String conversation = new ConversationId(UUID.randomUUID()).toString();

        @Override
        public String next() {
            return """
                {"tool":"%s","call_id":"%s","conversation":"%s","message_id":"%s",
                 "arguments":{"parcel":"12345"},"locale":"en"}
                """.formatted(NAME, new CallId(UUID.randomUUID()), conversation, new MessageId(UUID.randomUUID()));
        }
    }
}
