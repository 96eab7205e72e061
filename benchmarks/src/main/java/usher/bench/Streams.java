package usher.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import usher.e2e.client.Eventually;

/**
 * How soon the first token comes and what a frame costs: the stand-in, which pauses before each token, directly, behind
 * chat-service and behind Node; one stream at a time, then many. At last clients go away in mid-stream, and the turns end
 * all the same. Cores as in {@link Turn}. Options: {@code --streams=512 --rounds=3 --pause=100 --first=150 --record=FILE.jfr}.
 */
public final class Streams {
    private static final int WARM_UP_ROUNDS = 4;
    private static final int UP_TO_THE_FIRST_TOKEN = 2;
    private static final int HEARD_BEFORE_LEAVING = 5;
    private static final Duration SOON = Duration.ofMinutes(1);

    private final StreamLoad load;
    private final Stage stage;
    private final Shares shares;
    private final Options.Streams options;

    private Streams(StreamLoad load, Stage stage, Options.Streams options) {
        this.load = load;
        this.stage = stage;
        this.shares = stage.shares();
        this.options = options;
    }

    public static void main(String[] args) throws IOException {
        var options = Options.Streams.of(args);
        try (var stage = Stage.open("--pause=" + options.pause());
                var load = new StreamLoad()) {
            var bench = new Streams(load, stage, options);
            bench.warmUp();
            bench.first();
            bench.many();
            bench.leave();
            Complaints.in(stage.world()).require();
        }
    }

    private void warmUp() {
        int streams = options.streams() * WARM_UP_ROUNDS;
        load.run(stage.direct(), options.streams(), options.streams(), Streams::direct);
        load.run(stage.turns(), options.streams(), streams, Streams::visitor);
        load.run(stage.nodeTurns(), options.streams(), streams / 2, Streams::visitor);
    }

    /** Each client leaves with the first token, as the rest of a stream takes seconds. */
    private void first() {
        var direct = first(stage.direct(), Streams::direct);
        var ours = first(stage.turns(), Streams::visitor);
        var theirs = first(stage.nodeTurns(), Streams::visitor);
        System.out.printf("%nfirst token, c=1, the provider pauses %d ms before each%n", options.pause());
        System.out.printf("%-22s %8.2f ms%n", "stand-in, directly", direct.p50());
        System.out.printf("%-22s %8.2f ms, added %.2f ms%n", "turn", ours.p50(), ours.p50() - direct.p50());
        System.out.printf("%-22s %8.2f ms, added %.2f ms%n", "Node", theirs.p50(), theirs.p50() - direct.p50());
    }

    private Figures first(Load.Target target, Requests.Source source) {
        return load.leave(target, 1, options.first(), UP_TO_THE_FIRST_TOKEN, source)
                .first();
    }

    private void many() {
        int streams = options.streams() * options.rounds();
        System.out.printf(
                "%n%d streams at once%n%-22s %9s %9s %6s %9s %12s %14s%n",
                options.streams(), "", "frames", "a second", "lost", "failures", "CPU a frame", "first p50");
        row(
                "stand-in, directly",
                Stage.STAND_IN,
                () -> load.run(stage.direct(), options.streams(), streams, Streams::direct));
        row(
                "turn",
                Stage.CHAT,
                () -> recorded(() -> load.run(stage.turns(), options.streams(), streams, Streams::visitor)));
        row("Node", Stage.NODE, () -> load.run(stage.nodeTurns(), options.streams(), streams, Streams::visitor));
        System.out.println("memory under load: " + shares.memory());
    }

    private StreamFigures recorded(Supplier<StreamFigures> work) {
        if (options.record().isEmpty()) {
            return work.get();
        }
        try (var recording = Recording.of(shares.pid(Stage.CHAT), options.record())) {
            return work.get();
        }
    }

    private void row(String name, String process, Supplier<StreamFigures> work) {
        var before = shares.now();
        var figures = work.get();
        Map<String, Double> cpu = shares.microsSince(before, figures.frames());
        System.out.printf(
                "%-22s %9d %9.0f %6d %9d %9.1f µs %11.1f ms%n",
                name,
                figures.frames(),
                figures.framesPerSecond(),
                figures.lost(),
                figures.first().failures(),
                cpu.getOrDefault(process, 0.0),
                figures.first().p50());
        System.out.println("    CPU of each process a frame: " + Shares.text(cpu));
    }

    /** Nobody listens to the end, and every turn has one. */
    private void leave() {
        var left = load.leave(
                stage.turns(), options.streams(), options.streams() * 2, HEARD_BEFORE_LEAVING, Streams::visitor);
        Eventually.until(
                "the turns of those who left have ended",
                SOON,
                () -> stage.world().database().number("select count(*) from chat.running_turn") == 0);
        long unanswered = stage.world().database().number("""
                select count(*) from chat.message q where q.role = 'visitor' and not exists (
                    select from chat.message a where a.tenant_id = q.tenant_id and a.turn_id = q.turn_id
                       and a.conversation_id = q.conversation_id and a.role = 'assistant')
                """);
        System.out.printf(
                "%n%d clients left in mid-stream: %d refused, %d questions without an answer%n",
                options.streams() * 2, left.first().failures(), unanswered);
    }

    private static Requests direct(int worker) {
        return Questions.streamedCompletion(Questions.STAND_IN);
    }

    /** Somebody new each time, so that as many conversations are open as there are streams. */
    private static Requests visitor(int worker) {
        return new Questions.Opening();
    }
}
