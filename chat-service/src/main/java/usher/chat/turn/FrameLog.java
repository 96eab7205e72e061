package usher.chat.turn;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;

/**
 * The frames of streamed turns in Redis, so that any replica can go on showing them. One stream entry holds what was
 * recorded together, its id is the number of its last frame, and its fields are the frames' types and JSON in order.
 */
@ApplicationScoped
class FrameLog {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final RedisAPI redis;
    private final ReplyJson json;

    FrameLog(RedisAPI redis, ReplyJson json) {
        this.redis = redis;
        this.json = json;
    }

    Uni<Void> append(TenantId tenant, TurnId turn, List<Frame> frames) {
        var words = new ArrayList<String>(2 + 2 * frames.size());
        words.add(key(tenant, turn));
        words.add(frames.getLast().number() + "-1");
        for (var frame : frames) {
            words.add(frame.event().type());
            words.add(frame.data(json));
        }
        var added = redis.xadd(words);
        return frames.getFirst().number() == 1
                ? added.call(() -> redis.expire(List.of(key(tenant, turn), Long.toString(LIFE.toSeconds()))))
                        .replaceWithVoid()
                : added.replaceWithVoid();
    }

    /** The recorded frames after number {@code after}, at once. */
    Uni<List<Frame>> read(TenantId tenant, TurnId turn, long after) {
        return redis.xrange(List.of(key(tenant, turn), (after + 1) + "-0", "+")).map(entries -> {
            var frames = new ArrayList<Frame>();
            entries.forEach(entry -> frames.addAll(frames(entry)));
            frames.removeIf(frame -> frame.number() <= after);
            return frames;
        });
    }

    /** The text that was streamed of an answer. */
    static String text(List<Frame> frames) {
        return frames.stream()
                .map(frame -> frame.event() instanceof ReplyEvent.TextDelta text ? text.delta() : "")
                .collect(Collectors.joining());
    }

    /** How often a model was called for what was streamed: once, and once more after each round of tools. */
    static int calls(List<Frame> frames) {
        int calls = 1;
        boolean running = false;
        for (var frame : frames) {
            if (frame.event() instanceof ReplyEvent.ToolProgress tool) {
                boolean ended = !tool.state().equals("running");
                calls += ended && running ? 1 : 0;
                running = !ended;
            }
        }
        return calls;
    }

    private List<Frame> frames(Response entry) {
        var last = Long.parseLong(entry.get(0).toString().split("-", 2)[0]);
        var fields = entry.get(1);
        int count = fields.size() / 2;
        var frames = new ArrayList<Frame>(count);
        for (int at = 0; at < count; at++) {
            frames.add(new Frame(
                    last - count + 1 + at,
                    json.read(
                            fields.get(2 * at).toString(),
                            fields.get(2 * at + 1).toString())));
        }
        return frames;
    }

    private static String key(TenantId tenant, TurnId turn) {
        return "t:" + tenant + ":turn:" + turn;
    }
}
