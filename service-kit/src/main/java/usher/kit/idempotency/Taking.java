package usher.kit.idempotency;

import org.jspecify.annotations.Nullable;

/** What became of the wish to be the request that carries a key out. */
sealed interface Taking {
    /** This request may go ahead. */
    record Ours(Claim claim) implements Taking {}

    /**
     * Another one went ahead.
     *
     * @param status of its answer; null while nothing has come of it, {@link #CARRIED_OUT} when the answer is to come
     * @param late whether it was a minute ago or more
     */
    record Taken(
            String requestHash,
            @Nullable Integer status,
            @Nullable String body,
            boolean late) implements Taking {
        static final int CARRIED_OUT = 0;
    }
}
