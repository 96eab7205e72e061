package usher.chat.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import usher.kit.problem.Outages;

/** The Lua scripts, called by digest and sent along only to a Redis that does not know them yet. Arguments are one JSON text. */
@ApplicationScoped
public class RedisScripts {
    private final RedisAPI redis;

    RedisScripts(RedisAPI redis) {
        this.redis = redis;
    }

    /** Redis cannot be asked now. */
    public static final class Away extends RuntimeException {
        Away(Throwable cause) {
            super("Redis is away", cause);
        }
    }

    public Uni<Response> run(Script script, List<String> keys, JsonObject argument) {
        var rest = new ArrayList<String>();
        rest.add(Integer.toString(keys.size()));
        rest.addAll(keys);
        rest.add(argument.encode());
        return orAway(redis.evalsha(prepend(script.digest(), rest))
                .onFailure(RedisScripts::isUnknownScript)
                .recoverWithUni(() -> redis.eval(prepend(script.text(), rest))));
    }

    /** True for the one who comes first until the time is over. */
    public Uni<Boolean> once(String key, Duration life) {
        return orAway(redis.set(List.of(key, "1", "PX", Long.toString(life.toMillis()), "NX"))
                .map(reply -> reply != null));
    }

    public Uni<Void> forget(String key) {
        return orAway(redis.del(List.of(key))).replaceWithVoid();
    }

    private static <T> Uni<T> orAway(Uni<T> call) {
        return call.onFailure(Outages::isOutage).transform(Away::new);
    }

    private static boolean isUnknownScript(Throwable failure) {
        return String.valueOf(failure.getMessage()).startsWith("NOSCRIPT");
    }

    private static List<String> prepend(String first, List<String> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    /** A script and the hex digest Redis knows it by. */
    public record Script(String text, String digest) {
        /** From resources, one after the other as one text. */
        public static Script of(String... resources) {
            var text = String.join("\n", Stream.of(resources).map(Script::read).toList());
            try {
                var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
                return new Script(text, HexFormat.of().formatHex(digest));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-1", e);
            }
        }

        private static String read(String resource) {
            try (var in = Script.class.getResourceAsStream("/" + resource)) {
                if (in == null) {
                    throw new IllegalStateException(resource + " is missing");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
