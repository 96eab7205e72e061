package usher.chat.turn;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A turn at work on this replica: what it has shown so far, and who is watching. A frame is shown after it was recorded;
 * frames of one tick are recorded together, one recording after the other. All state belongs to the turn's own context.
 */
final class LiveTurn {
    /** Longer than this a visitor does not wait for a recording: frames are shown while it goes on. */
    private static final long RECORDING_MILLIS = 1_000;

    private final Context context;
    private final List<Frame> shown = new ArrayList<>();
    private final List<MultiEmitter<? super Frame>> watchers = new ArrayList<>();
    private List<Frame> next = new ArrayList<>();
    private @Nullable Function<List<Frame>, Uni<Void>> recorder;
    private @Nullable Cancellable work;
    private Consumer<Throwable> whenCut = cause -> {};
    private @Nullable Throwable cut;
    private long number;
    private boolean recording;
    private boolean late;
    private boolean done;
    private boolean ended;

    /** {@code recorder} keeps frames where every replica can read them; absent when nobody streams this turn. */
    LiveTurn(@Nullable Function<List<Frame>, Uni<Void>> recorder) {
        this.context = Objects.requireNonNull(Vertx.currentContext(), "A turn starts on an event loop");
        this.recorder = recorder;
    }

    void emit(ReplyEvent event) {
        var frame = new Frame(++number, event);
        if (recorder == null && !recording) {
            show(frame);
            return;
        }
        next.add(frame);
        if (late) {
            show(frame);
        }
        if (!recording && next.size() == 1) {
            context.runOnContext(tick -> record());
        }
    }

    /** What the answer comes from, and what to do when it is cut short. */
    void working(Cancellable work, Consumer<Throwable> whenCut) {
        this.work = work;
        this.whenCut = whenCut;
        var cause = cut;
        if (cause != null) {
            cutShort(cause);
        }
    }

    /** Ends the work on the answer for this reason, once, unless it is done already. */
    void cutShort(Throwable cause) {
        run(() -> {
            if (work == null) {
                cut = cause;
            } else if (!done) {
                done = true;
                work.cancel();
                whenCut.accept(cause);
            }
        });
    }

    /** The answer is complete, or there will be none. */
    void done() {
        done = true;
    }

    /** Runs on the turn's context, where its state may be touched. */
    void run(Runnable act) {
        if (Vertx.currentContext() == context) {
            act.run();
        } else {
            context.runOnContext(tick -> act.run());
        }
    }

    /** What came after frame {@code after}, and what comes, on the caller's context. */
    Multi<Frame> frames(long after) {
        var callers = Vertx.currentContext();
        Multi<Frame> frames = Multi.createFrom().emitter(watcher -> run(() -> watch(watcher, after)));
        return callers == null || callers == context ? frames : frames.emitOn(MutinyHelper.executor(callers));
    }

    private void watch(MultiEmitter<? super Frame> watcher, long after) {
        for (var frame : shown) {
            if (frame.number() > after) {
                watcher.emit(frame);
            }
        }
        if (ended) {
            watcher.complete();
            return;
        }
        watchers.add(watcher);
        watcher.onTermination(() -> run(() -> watchers.remove(watcher)));
    }

    private void record() {
        var batch = next;
        var write = recorder;
        next = new ArrayList<>();
        if (write == null) {
            batch.forEach(this::show);
            return;
        }
        recording = true;
        var open = new AtomicBoolean(true);
        long patience = context.owner().setTimer(RECORDING_MILLIS, tick -> run(() -> showUnrecorded(batch, open)));
        write.apply(batch)
                .onTermination()
                .invoke(() -> context.owner().cancelTimer(patience))
                .subscribe()
                .with(kept -> run(() -> recorded(batch, open, true)), lost -> run(() -> recorded(batch, open, false)));
    }

    private void showUnrecorded(List<Frame> batch, AtomicBoolean open) {
        if (open.get()) {
            late = true;
            batch.forEach(this::show);
            next.forEach(this::show);
        }
    }

    /** What could not be recorded leaves a gap, so nothing is recorded after it. */
    private void recorded(List<Frame> batch, AtomicBoolean open, boolean kept) {
        if (!open.compareAndSet(true, false)) {
            return;
        }
        if (!kept) {
            recorder = null;
        }
        recording = false;
        late = false;
        batch.forEach(this::show);
        if (!next.isEmpty()) {
            record();
        }
    }

    /** Once, however often it is asked to; frames come in order and without gaps. */
    private void show(Frame frame) {
        if (frame.number() <= shown.size()) {
            return;
        }
        shown.add(frame);
        watchers.forEach(watcher -> watcher.emit(frame));
        if (frame.isLast()) {
            ended = true;
            List.copyOf(watchers).forEach(MultiEmitter::complete);
        }
    }
}
