package usher.local.launch;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What the person at the terminal reads: one line for each thing that happened, aligned. */
final class Terminal {

    private final PrintStream out;

    Terminal(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    void ready(String what, Duration took) {
        say(String.format(Locale.ROOT, "  %-9s ready  %5.1f s", what, took.toMillis() / 1000.0));
    }

    void link(String what, String address) {
        say(String.format(Locale.ROOT, "  %-9s %s", what, address));
    }
}
