package usher.chat.limit;

import io.smallrye.mutiny.Uni;
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
import usher.chat.limit.Admission.Reservation;

/** The Lua scripts of admission, called by digest and sent along only to a Redis that does not know them yet. */
@ApplicationScoped
class RedisScripts {
    private final RedisAPI redis;
    private final Script admit = Script.load("admit.lua");
    private final Script settle = Script.load("settle.lua");

    RedisScripts(RedisAPI redis) {
        this.redis = redis;
    }

    Uni<Response> admit(List<String> keys, List<String> arguments) {
        return run(admit, keys, arguments);
    }

    Uni<Void> settle(Reservation held, boolean answered) {
        return run(settle, List.of(held.leaseKey(), held.quotaKey()), List.of(held.token(), answered ? "1" : "0"))
                .replaceWithVoid();
    }

    Uni<Void> renew(Reservation held, Duration lease) {
        return redis.pexpire(List.of(held.leaseKey(), Long.toString(lease.toMillis())))
                .replaceWithVoid();
    }

    /** Sets a counted total unless somebody was quicker. */
    Uni<Void> startQuota(String key, long count, Duration life) {
        return redis.set(List.of(key, Long.toString(count), "EX", Long.toString(life.toSeconds()), "NX"))
                .replaceWithVoid();
    }

    private Uni<Response> run(Script script, List<String> keys, List<String> arguments) {
        var rest = new ArrayList<String>();
        rest.add(Integer.toString(keys.size()));
        rest.addAll(keys);
        rest.addAll(arguments);
        return redis.evalsha(prepend(script.digest(), rest))
                .onFailure(RedisScripts::isUnknownScript)
                .recoverWithUni(() -> redis.eval(prepend(script.text(), rest)));
    }

    private static boolean isUnknownScript(Throwable failure) {
        return String.valueOf(failure.getMessage()).startsWith("NOSCRIPT");
    }

    private static List<String> prepend(String first, List<String> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    private record Script(String text, String digest) {
        static Script load(String resource) {
            try (var in = Script.class.getResourceAsStream("/" + resource)) {
                if (in == null) {
                    throw new IllegalStateException(resource + " is missing");
                }
                var text = in.readAllBytes();
                var digest = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-1").digest(text));
                return new Script(new String(text, StandardCharsets.UTF_8), digest);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-1", e);
            }
        }
    }
}
