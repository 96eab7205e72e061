package usher.e2e.survival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.e2e.client.Api;
import usher.e2e.client.Listening;
import usher.e2e.client.Tenant;
import usher.e2e.client.Visitor;
import usher.e2e.standin.Step;
import usher.e2e.support.Scale;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.World;

/** Two replicas behind the gateway; the one that streams is killed. */
@Order(3)
@ExtendWith(SharedWorld.class)
class KilledReplicaTest {
    private static final int STREAMS = 8;
    private static final String STORY = "Tell me a long story";

    @Test
    void showsAndStoresExactlyWhatWasStreamed(World world) throws InterruptedException {
        // Given
        var tenant = world.standInTenant("Survival");
        var story = Step.say("word ".repeat(400).strip());
        world.standIn().script().onQuestion(STORY, Step.trickle(Duration.ofMillis(40), story));
        int kills = Scale.of(2, 100);

        for (int kill = 0; kill < kills; kill++) {
            try (var victim = world.secondChat();
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var streaming = new CountDownLatch(STREAMS);
                var listeners = new ArrayList<Future<Listening>>();
                for (int at = 0; at < STREAMS; at++) {
                    int words = 3 + at * 3;
                    listeners.add(threads.submit(() -> listen(world, tenant, victim.url(), words, streaming)));
                }
                streaming.await();

                // When
                victim.kill();

                // Then
                check(world, tenant, listeners);
            }
        }
        System.out.printf("%d kills with %d streams each: every transcript is the stored one%n", kills, STREAMS);
    }

    /** Hears the victim until it dies, then whoever is behind the gateway. */
    private static Listening listen(World world, Tenant tenant, String victim, int words, CountDownLatch streaming) {
        var visitor = Visitor.open(world.api(), tenant);
        var listening = new Listening(visitor.token());
        listening.ask(victim, Map.of("text", STORY), frame -> {
            if (frame.number() == words) {
                streaming.countDown();
            }
            return false;
        });
        boolean complete = false;
        while (!complete) {
            complete = listening.goOn(
                    world.api().base().toString(), frame -> frame.type().equals("turn.completed"));
        }
        return listening;
    }

    private static void check(World world, Tenant tenant, List<Future<Listening>> listeners) {
        var server = world.api().as(tenant.secretKey());
        for (var future : listeners) {
            var heard = heard(future);
            assertTrue(heard.isWhole(), () -> "a frame is missing or doubled: " + heard.frames());
            var stored = stored(server, heard);
            assertEquals(stored.text(), heard.text());
            assertEquals("interrupted", stored.finish());
            assertTrue(heard.text().startsWith("word word"), heard.text());
        }
    }

    private record Stored(String text, String finish) {}

    private static Stored stored(Api server, Listening heard) {
        var messages = server.get("/api/v1/chat/conversations/" + heard.conversation() + "/messages")
                .orThrow();
        return new Stored(messages.text("/data/1/text"), messages.text("/data/1/finish_reason"));
    }

    private static Listening heard(Future<Listening> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
