package usher.chat.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.chat.turn.ReplyEvent.TextDelta;
import usher.contracts.id.MessageId;

class LiveTurnTest {
    private final Vertx vertx = Vertx.vertx();
    private final MessageId message = new MessageId(UUID.randomUUID());
    /** What was given to be recorded, each waiting for its acknowledgement. */
    private final BlockingQueue<Recording> recordings = new LinkedBlockingQueue<>();

    private final BlockingQueue<Frame> shown = new LinkedBlockingQueue<>();

    private record Recording(List<Frame> frames, UniEmitter<? super Void> acknowledgement) {
        List<Long> numbers() {
            return frames.stream().map(Frame::number).toList();
        }
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void showsAFrameOnceItWasRecorded() throws Exception {
        var turn = watched();

        say(turn, "one");
        var recording = take(recordings);

        assertEquals(List.of(), List.copyOf(shown));
        recording.acknowledgement().complete(null);
        assertEquals(1, take(shown).number());
    }

    @Test
    void goesOnRecordingWhenARecordingWasSlow() throws Exception {
        // Given
        var turn = watched();
        say(turn, "one");
        var slow = take(recordings);

        // When
        assertEquals(1, take(shown).number());
        say(turn, "two");
        assertEquals(2, take(shown).number());
        slow.acknowledgement().complete(null);

        // Then
        var after = take(recordings);
        assertEquals(List.of(2L), after.numbers());
        after.acknowledgement().complete(null);
        say(turn, "three");
        var third = take(recordings);
        assertEquals(List.of(3L), third.numbers());
        assertEquals(List.of(), List.copyOf(shown));
        third.acknowledgement().complete(null);
        assertEquals(3, take(shown).number());
    }

    @Test
    void leavesNoGapAmongWhatWasRecorded() throws Exception {
        var turn = watched();
        say(turn, "one");
        take(recordings).acknowledgement().fail(new IllegalStateException("Redis is away"));

        LongStream.rangeClosed(2, 5).forEach(number -> say(turn, "more"));

        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), List.of(next(), next(), next(), next(), next()));
        assertEquals(List.of(), List.copyOf(recordings));
    }

    private long next() throws InterruptedException {
        return take(shown).number();
    }

    private LiveTurn watched() throws Exception {
        var made = new CompletableFuture<LiveTurn>();
        vertx.getOrCreateContext().runOnContext(tick -> {
            var turn = new LiveTurn(frames -> Uni.createFrom()
                    .<Void>emitter(acknowledgement -> recordings.add(new Recording(frames, acknowledgement))));
            turn.frames(0).subscribe().with(shown::add);
            made.complete(turn);
        });
        return made.get(10, TimeUnit.SECONDS);
    }

    private void say(LiveTurn turn, String words) {
        turn.run(() -> turn.emit(new TextDelta(message, words)));
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        @Nullable T taken = queue.poll(10, TimeUnit.SECONDS);
        if (taken == null) {
            throw new AssertionError("Nothing came within ten seconds");
        }
        return taken;
    }
}
