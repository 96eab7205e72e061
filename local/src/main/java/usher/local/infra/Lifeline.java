package usher.local.infra;

import java.io.IOException;

/** Keeps a child's main thread until its parent closes the pipe to its standard input, or dies and so closes it. */
final class Lifeline {

    private Lifeline() {}

    /** Returns when the parent is gone. */
    static void hold() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException _) {
            // A broken pipe says the same as a closed one.
        }
    }
}
