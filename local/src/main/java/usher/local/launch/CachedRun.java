package usher.local.launch;

import java.util.concurrent.CompletableFuture;
import usher.local.infra.Child;
import usher.local.infra.Running;

/** A program of ours that runs, and its start-up cache: used, or still to be made. */
record CachedRun(Child child, StartCache cache) implements Running {

    @Override
    public boolean alive() {
        return child.alive();
    }

    @Override
    public void stop() {
        child.stop();
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
