package usher.tool.invocation.execution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.tool.invocation.effect.Episode;
import usher.tool.invocation.record.Ending;
import usher.tool.invocation.record.Standing.Before;

/** What whoever asked for a call is told of it. */
public sealed interface Answer {
    /** Nothing has been called yet: the visitor has until then to confirm it. */
    record Waiting(Instant expiresAt) implements Answer {}

    /**
     * It is over; {@code source} is null when nothing was called. {@code repeated} says that this is what came of a call before
     * it. {@code news} is the episode whose outcome this is, if it has to be noted that it was told.
     */
    record Ended(
            Ending ending,
            @Nullable Source source,
            boolean repeated,
            @Nullable Episode news) implements Answer {
        static Ended of(Ending ending) {
            return new Ended(ending, null, false, null);
        }

        public static Ended again(Ending ending, Source source, @Nullable Episode news) {
            return new Ended(ending, source, true, news);
        }
    }

    /** The tool that was called, and the kind of target behind it. */
    record Source(String tool, @Nullable String target) {
        public static Source of(Before call) {
            return new Source(call.tool(), call.target());
        }
    }
}
