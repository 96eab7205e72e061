package usher.local.launch;

import java.util.concurrent.CompletableFuture;
import usher.local.infra.Child;
import usher.local.infra.Running;

/** A program of ours that runs, and the start-up cache that this run may leave behind when it stops by itself. */
record CachedRun(Part part, Child child, StartCache cache, boolean makesCache) implements Running {

    /** What a process answers that was ended by SIGKILL. */
    private static final int KILLED = 137;

    @Override
    public boolean alive() {
        return child.alive();
    }

    @Override
    public void stop() {
        child.stop();
        if (makesCache && child.exitCode() != KILLED) {
            cache.keep();
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
