package usher.e2e.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.e2e.client.Listening;
import usher.e2e.client.Tenant;
import usher.e2e.standin.Step;
import usher.e2e.support.Scale;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.World;

/** All streams are open at the same time, and each is byte by byte what the provider sent for its question. */
@Order(4)
@ExtendWith(SharedWorld.class)
class FaithfulStreamsTest {
    private static final Duration BETWEEN_WORDS = Duration.ofMillis(15);
    private static final List<String> WORDS = List.of(
            "parcel",
            "שלום",
            "naïve",
            "👩‍🚀",
            "\"quoted\"",
            "back\\slash",
            "<b>",
            "&amp;",
            "data:",
            "id:",
            "1,042.50",
            "ß",
            "日本語",
            "\u200f",
            "{\"json\":true}",
            "event:",
            "e\u0301");
    private static final List<String> SPACES = List.of(" ", " ", " ", "\n", "\n\n", "  ", "\t");

    @Test
    void streamsToEachWhatTheProviderSent(World world) throws InterruptedException {
        // Given
        int streams = Scale.of(26, 512);
        long seed = System.nanoTime();
        System.out.printf("%d streams at once, seed %d%n", streams, seed);
        var tenant = world.standInTenant("Streams");
        var texts = texts(streams, new Random(seed));
        world.standIn()
                .script()
                .when(
                        request -> texts.containsKey(request.question()),
                        Step.choose(request ->
                                Step.trickle(BETWEEN_WORDS, Step.say(texts.getOrDefault(request.question(), "")))));

        // When
        var heard = listen(world, tenant, texts);

        // Then
        assertEquals(streams, heard.size());
        for (var one : heard) {
            assertTrue(one.listening().isWhole(), () -> "a frame is missing or doubled in: " + one.question());
            assertArrayEquals(
                    one.sent().getBytes(StandardCharsets.UTF_8),
                    one.listening().text().getBytes(StandardCharsets.UTF_8),
                    () -> one.question() + " of seed " + seed);
            assertEquals("turn.completed", one.listening().frames().getLast().type());
            assertEquals(one.sent(), stored(world, tenant, one.listening()));
        }
    }

    /** A question, what the provider sends for it, and what came of that. */
    private record Heard(String question, String sent, Listening listening) {}

    private static Map<String, String> texts(int count, Random random) {
        var texts = new LinkedHashMap<String, String>();
        for (int at = 0; at < count; at++) {
            texts.put("Stream " + at + ", please", text(random));
        }
        return texts;
    }

    private static String text(Random random) {
        var text = new StringBuilder("First");
        for (int left = 60 + random.nextInt(100); left > 0; left--) {
            text.append(SPACES.get(random.nextInt(SPACES.size()))).append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.append(" last.").toString();
    }

    /** Nobody reads on before everybody has heard the first word. */
    private static List<Heard> listen(World world, Tenant tenant, Map<String, String> texts)
            throws InterruptedException {
        var begun = new CountDownLatch(texts.size());
        var futures = new ArrayList<Future<Heard>>();
        try (var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            texts.forEach((question, sent) -> futures.add(
                    threads.submit(() -> new Heard(question, sent, hear(world, tenant, http, question, begun)))));
        }
        var heard = new ArrayList<Heard>();
        for (var future : futures) {
            heard.add(done(future));
        }
        return heard;
    }

    private static Listening hear(World world, Tenant tenant, HttpClient http, String question, CountDownLatch begun) {
        var listening = new Listening(http, tenant.secretKey());
        listening.ask(world.api().base().toString(), Map.of("text", question), frame -> {
            if (frame.type().equals("text.delta") && isFirst(listening)) {
                begun.countDown();
                await(begun);
            }
            return false;
        });
        return listening;
    }

    private static boolean isFirst(Listening listening) {
        return listening.frames().stream()
                        .filter(frame -> frame.type().equals("text.delta"))
                        .count()
                == 1;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS), "not all streams were open at once");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Heard done(Future<Heard> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static String stored(World world, Tenant tenant, Listening listening) {
        return world.api()
                .as(tenant.secretKey())
                .get("/api/v1/chat/conversations/" + listening.conversation() + "/messages")
                .orThrow()
                .text("/data/1/text");
    }
}
