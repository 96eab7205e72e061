package usher.chat.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request to one model, as far as it has come. */
final class Attempt {
    private final int place;
    private final Candidate by;
    private final Prompt prompt;
    private TokenUse counted = TokenUse.NONE;
    private long heard;
    private boolean ended;
    private boolean stopped;
    private @Nullable String requestId;
    private @Nullable String servedModel;
    private @Nullable String failure;

    Attempt(int place, Candidate by, Prompt prompt) {
        this.place = place;
        this.by = by;
        this.prompt = prompt;
    }

    int place() {
        return place;
    }

    ModelName name() {
        return by.name();
    }

    void hear(ModelEvent event) {
        switch (event) {
            case ModelEvent.Started started -> {
                requestId = started.requestId();
                servedModel = started.servedModel();
            }
            case ModelEvent.Text text -> heard += text.delta().length();
            case ModelEvent.Call call ->
                heard += call.call().name().length()
                        + call.call().arguments().toString().length();
            case ModelEvent.Usage usage -> counted = counted.plus(usage.tokens());
            case ModelEvent.End end -> ended = true;
        }
    }

    void fail(Throwable cause) {
        failure = cause instanceof ModelFailure known ? known.code() : "internal-error";
    }

    void stop() {
        stopped = true;
    }

    /** Whether something of the answer came, so that nobody else may begin it anew. */
    boolean spoke() {
        return heard > 0;
    }

    Optional<Attempts.Failed> failure() {
        return Optional.ofNullable(failure).map(code -> new Attempts.Failed(by.name(), code));
    }

    ModelUse use() {
        return new ModelUse(
                by.name(), servedModel, requestId == null ? List.of() : List.of(requestId), 1, tokens(), by.price());
    }

    /** Of an answer that broke off the provider has counted nothing or half; what was streamed is billed all the same. */
    private TokenUse tokens() {
        if (ended || !(spoke() || stopped)) {
            return counted;
        }
        return counted.atLeast(TokenUse.estimate(Estimate.characters(prompt), heard));
    }
}
