package usher.chat.assistant;

import io.smallrye.mutiny.Multi;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Answer;

/** An answer on its way: its steps as they come, and what there is of it when it ends early. One turn, one thread at a time. */
public final class Reply {
    private Multi<Step> steps = Multi.createFrom().empty();
    private @Nullable Draft draft;

    Reply with(Multi<Step> steps) {
        this.steps = steps;
        return this;
    }

    /** A model begins to speak, and this is where its words go. */
    void under(Draft draft) {
        this.draft = draft;
    }

    public Multi<Step> steps() {
        return steps;
    }

    /** Whether a model was asked, so that {@link #stopped} has an answer to make. */
    public boolean hasBegun() {
        return draft != null;
    }

    /** What was said until now as the whole answer; call after the steps were cancelled. */
    public Answer stopped() {
        var begun = begun();
        begun.stop();
        return begun.finish();
    }

    /** What came of an answer that broke, and what models used for it; call after the steps ended. */
    public Answer soFar(String finishReason) {
        return begun().soFar(finishReason);
    }

    private Draft begun() {
        return Objects.requireNonNull(draft, "A model was asked");
    }
}
