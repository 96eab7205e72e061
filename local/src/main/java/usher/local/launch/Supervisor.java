package usher.local.launch;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import usher.local.infra.StartFailure;

/** Starts a part again that died, after 1, 2, 4 … 30 seconds; one that lived for a minute begins at 1 again. */
final class Supervisor {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LIVED = Duration.ofMinutes(1);

    private record Death(long atNanos, Duration pause) {}

    private final Terminal terminal;
    private final Map<Part, Death> deaths = new EnumMap<>(Part.class);
    private volatile boolean stopping;

    Supervisor(Terminal terminal) {
        this.terminal = terminal;
    }

    /** From now on nothing is started again. */
    void stop() {
        stopping = true;
    }

    /** Keeps trying until the part is up. Blocks. */
    void revive(Platform platform, Part part) {
        while (!stopping) {
            Duration pause = pauseAfterDeathOf(part);
            terminal.say("  " + part.label() + " has died. Starting it again in " + pause.toSeconds() + " s. See "
                    + platform.settings().log(part));
            if (!slept(pause) || stopping || started(platform, part)) {
                return;
            }
        }
    }

    private boolean started(Platform platform, Part part) {
        try {
            platform.start(part);
            return true;
        } catch (StartFailure e) {
            terminal.say(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private synchronized Duration pauseAfterDeathOf(Part part) {
        Death last = deaths.get(part);
        long now = System.nanoTime();
        Duration pause = last == null || now - last.atNanos() > LIVED.toNanos()
                ? FIRST
                : shorter(last.pause().multipliedBy(2));
        deaths.put(part, new Death(now, pause));
        return pause;
    }

    private static Duration shorter(Duration pause) {
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    private static boolean slept(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
