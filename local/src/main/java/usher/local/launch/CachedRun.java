package usher.local.launch;

import java.util.concurrent.CompletableFuture;
import usher.local.infra.Child;
import usher.local.infra.Running;

/** A program of ours that runs, and its start-up cache: used, or still to be made. */
record CachedRun(Child child, StartCache cache) implements Running {

    /** What a process answers that was ended by SIGKILL. */
    private static final int KILLED = 137;

    @Override
    public boolean alive() {
        return child.alive();
    }

    @Override
    public void stop() {
        child.stop();
        if (child.exitCode() != KILLED) {
            cache.keepRecording();
        }
    }

    @Override
    public void kill() {
        child.kill();
    }

    @Override
    public CompletableFuture<Void> ended() {
        return child.ended();
    }
}
