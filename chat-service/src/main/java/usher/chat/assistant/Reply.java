package usher.chat.assistant;

import io.smallrye.mutiny.Multi;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Answer;

/** An answer on its way: its steps as they come, and what there is of it when it is stopped. One turn, one thread at a time. */
public final class Reply {
    private Multi<Step> steps = Multi.createFrom().empty();
    private Runnable stop = () -> {};
    private @Nullable Supplier<Answer> answer;

    Reply with(Multi<Step> steps) {
        this.steps = steps;
        return this;
    }

    /** A model begins to speak; {@code stop} ends its round, {@code answer} makes an answer of what it said. */
    void under(Runnable stop, Supplier<Answer> answer) {
        this.stop = stop;
        this.answer = answer;
    }

    public Multi<Step> steps() {
        return steps;
    }

    /** Whether a model was asked, so that {@link #stopped} has an answer to make. */
    public boolean hasBegun() {
        return answer != null;
    }

    /** What was said until now as the whole answer; call after the steps were cancelled. */
    public Answer stopped() {
        stop.run();
        return Objects.requireNonNull(answer, "A model was asked").get();
    }
}
