package usher.local.infra;

import java.io.IOException;

/** How a child is asked to stop: Postgres wants INT for "end sessions and stop", the others TERM. */
enum Signal {
    TERM,
    INT;

    /** Sends this signal. A process that is already gone is fine. */
    void send(ProcessHandle process) {
        if (this == TERM) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name() + " " + process.pid())
                    .start()
                    .waitFor();
        } catch (IOException _) {
            process.destroy();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
