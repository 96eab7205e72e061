package usher.admin.notice.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a delivery is attempted again: eight attempts in a good day. The schedule of Svix; see docs.svix.com/retries. */
final class Schedule {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    private Schedule() {}

    /** The wait after so many attempts; none when that was the last. */
    static Optional<Duration> after(int attempts) {
        return attempts <= WAITS.size() ? Optional.of(WAITS.get(attempts - 1)) : Optional.empty();
    }
}
