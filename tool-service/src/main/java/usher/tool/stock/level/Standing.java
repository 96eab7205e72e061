package usher.tool.stock.level;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people know of an article: {@code told} is the level they were told, {@code noticedAt} when they last were. They are
 * told of a change at once, unless the last notice was less than {@code quiet} ago: then it waits, and when it has gone back by
 * the end of that time, there was none. So an article that comes and goes is one notice in each such time, and what is told
 * last is what is so.
 */
public record Standing(Level told, @Nullable Instant noticedAt) {
    /** What comes of looking. */
    public sealed interface Sight {
        /** As was told, or nothing was told before: nobody hears of it. */
        record Quiet(Standing standing) implements Sight {}

        /** It has changed, which is not said yet. */
        record Held(Level seen) implements Sight {}

        record Moved(Level from, Standing standing) implements Sight {}
    }

    public Sight see(Level seen, Duration quiet, Instant now) {
        if (seen == Level.UNKNOWN) {
            throw new IllegalArgumentException("Whoever has looked knows");
        }
        if (told == Level.UNKNOWN || told == seen) {
            return new Sight.Quiet(new Standing(seen, noticedAt));
        }
        return noticedAt != null && now.isBefore(noticedAt.plus(quiet))
                ? new Sight.Held(seen)
                : new Sight.Moved(told, new Standing(seen, now));
    }
}
