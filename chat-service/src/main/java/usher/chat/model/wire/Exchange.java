package usher.chat.model.wire;

import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Context;
import org.jspecify.annotations.Nullable;
import usher.chat.model.ModelEvent;
import usher.chat.model.ModelFailure;

/**
 * One reply: tries until an answer is whole, a failure is final, or a part of an answer has been passed on. Tries are
 * repeated here rather than by a stream's operator, because operators would cost at each token.
 */
final class Exchange implements Attempt.Outcome {
    private final Line line;
    private final WireRequest request;
    private final MultiEmitter<? super ModelEvent> emitter;
    private int tries;
    private volatile boolean over;
    private volatile @Nullable Attempt attempt;

    Exchange(Line line, WireRequest request, MultiEmitter<? super ModelEvent> emitter) {
        this.line = line;
        this.request = request;
        this.emitter = emitter;
    }

    void begin() {
        emitter.onTermination(this::abandon);
        if (Context.isOnEventLoopThread()) {
            attempt();
        } else {
            line.means().vertx().getOrCreateContext().runOnContext(now -> attempt());
        }
    }

    private void attempt() {
        if (over) {
            return;
        }
        if (!line.breaker().lets()) {
            fail(new ModelFailure("model-unavailable", "The endpoint is resting after failures"));
            return;
        }
        tries++;
        var answer = new AnswerSoFar(
                line.means(),
                emitter::emit,
                request.body().length(),
                line.endpoint().nativeTools());
        var next = new Attempt(line, answer, this);
        attempt = next;
        try {
            next.begin(request);
        } catch (RuntimeException unusable) {
            next.abandon();
            fail(new ModelFailure("model-refused", "The endpoint's address or key cannot be used", unusable));
        }
    }

    @Override
    public void ended(AnswerSoFar answer) {
        line.breaker().worked();
        over = true;
        answer.end();
        emitter.complete();
    }

    @Override
    public void broke(AnswerSoFar answer, RuntimeException failure, boolean ill) {
        if (ill) {
            line.breaker().failed();
        } else {
            line.breaker().worked();
        }
        if (!(failure instanceof Setback setback)) {
            fail(failure);
            return;
        }
        var wait = answer.isShown() ? null : line.patience().wait(tries, setback);
        if (wait == null) {
            fail(answer.isShown() ? interrupted(setback) : setback.last());
        } else {
            line.means().vertx().setTimer(Math.max(1, wait), fired -> attempt());
        }
    }

    private static ModelFailure interrupted(Setback setback) {
        return new ModelFailure("model-interrupted", String.valueOf(setback.getMessage()), setback);
    }

    private void fail(RuntimeException failure) {
        over = true;
        emitter.fail(failure);
    }

    private void abandon() {
        over = true;
        var running = attempt;
        if (running != null) {
            running.abandon();
        }
    }
}
