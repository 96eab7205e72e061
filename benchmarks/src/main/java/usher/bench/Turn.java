package usher.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * What a turn costs beyond the provider's own time: the stand-in behind chat-service, everything durable, beside calling
 * the stand-in directly. chat-service has core 0 for itself; Postgres, Redis, Kafka, the other services, the stand-in and
 * the load generator share core 1. Options: {@code --seconds=15 --turns=2000 --record=FILE.jfr}; the last keeps a
 * flight recording of chat-service under load.
 */
public final class Turn {

    private static final int BLOCKS = 5;
    private static final int AT_ONCE = 32;

    /** So many turns it takes until the compiler's share of the service's CPU is small. */
    private static final int WARM_UP_TURNS = 25_000;

    private static final Duration WARM_UP = Duration.ofMinutes(2);

    private final Load load;
    private final Load.Target direct;
    private final Load.Target turns;
    private final Load.Target completions;
    private final Load.Target node;
    private final Shares shares;
    private final String record;

    private Turn(Load load, Stage stage, String record) {
        this.load = load;
        this.direct = stage.direct();
        this.turns = stage.turns();
        this.completions = stage.completions();
        this.node = stage.nodeTurns();
        this.shares = stage.shares();
        this.record = record;
    }

    public static void main(String[] args) throws IOException {
        int seconds = Options.number(args, "seconds", 15);
        int requests = Options.number(args, "turns", 2_000);
        int most = Options.number(args, "warm-up", WARM_UP_TURNS);
        try (var stage = Stage.open();
                var load = new Load()) {
            System.out.printf(
                    "one durable write of this disk takes %.2f ms; a turn waits for one, Node's for two%n",
                    Disk.syncMillis(stage.world().platform().folder()));
            new Turn(load, stage, Options.text(args, "record", "")).run(Duration.ofSeconds(seconds), requests, most);
            Complaints.in(stage.world()).require();
        }
    }

    private void run(Duration time, int requests, int most) {
        System.out.println("memory at rest: " + shares.memory());
        load.run(direct, AT_ONCE, WARM_UP, most, worker -> Questions.completion(Questions.STAND_IN));
        var warm = load.run(turns, AT_ONCE, WARM_UP, most, worker -> new Questions.Conversation());
        System.out.printf("warmed up by %d turns%n", warm.count());
        load.run(node, AT_ONCE, WARM_UP, most / 2, worker -> new Questions.Conversation());
        load.run(completions, AT_ONCE, WARM_UP, most / 5, worker -> Questions.completion(Questions.PERSONA));

        var one = List.of(
                new ArrayList<Figures>(), new ArrayList<Figures>(), new ArrayList<Figures>(), new ArrayList<Figures>());
        for (int block = 0; block < BLOCKS; block++) {
            int each = requests / BLOCKS;
            one.get(0).add(load.run(direct, 1, each, worker -> Questions.completion(Questions.STAND_IN)));
            one.get(1).add(load.run(turns, 1, each, worker -> new Questions.Conversation()));
            one.get(2).add(load.run(node, 1, each, worker -> new Questions.Conversation()));
            one.get(3).add(load.run(completions, 1, each, worker -> Questions.completion(Questions.PERSONA)));
        }
        var many = List.of(
                measured(() -> load.run(
                        direct, AT_ONCE, time.dividedBy(2), worker -> Questions.completion(Questions.STAND_IN))),
                recorded(() -> measured(() -> load.run(turns, AT_ONCE, time, worker -> new Questions.Conversation()))),
                measured(() -> load.run(node, AT_ONCE, time, worker -> new Questions.Conversation())),
                measured(
                        () -> load.run(completions, AT_ONCE, time, worker -> Questions.completion(Questions.PERSONA))));
        print(one.stream().map(Turn::join).toList(), many);
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
        try (var recording = Recording.of(shares.pid(Stage.CHAT), record)) {
            return work.get();
        }
    }

    private void print(List<Figures> one, List<Measured> many) {
        System.out.printf(
                "%nturn: chat-service, or Node, on core %d, everything else on core %d%n",
                Stage.SERVICE_CORE, Stage.OTHER_CORE);
        System.out.printf(
                "%-22s %11s %11s %12s %11s %10s %10s%n",
                "", "p50 c=1", "p99 c=1", "per s c=" + AT_ONCE, "p50 c=" + AT_ONCE, "CPU each", "failures");
        row("stand-in, directly", one.get(0), many.get(0), Stage.STAND_IN);
        row("turn, all durable", one.get(1), many.get(1), Stage.CHAT);
        row("the same in Node", one.get(2), many.get(2), Stage.NODE);
        row("chat/completions", one.get(3), many.get(3), Stage.CHAT);
        System.out.printf(
                "added p50              %8.2f ms, Node %.2f ms%n",
                one.get(1).p50() - one.get(0).p50(),
                one.get(2).p50() - one.get(0).p50());
        System.out.printf(
                "against Node           %8.2f times its turns/s at %.2f of its CPU%n",
                many.get(1).figures().perSecond() / many.get(2).figures().perSecond(),
                many.get(1).cpuOf(Stage.CHAT) / many.get(2).cpuOf(Stage.NODE));
        System.out.println("memory under load: " + shares.memory());
        System.out.println(
                "CPU of each process a turn: " + Shares.text(many.get(1).cpu()));
        System.out.println(
                "                   by Node: " + Shares.text(many.get(2).cpu()));
        System.out.println(
                "              a completion: " + Shares.text(many.get(3).cpu()));
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
}
