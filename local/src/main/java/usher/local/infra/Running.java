package usher.local.infra;

import java.util.concurrent.CompletableFuture;

/** A started part of the platform that can be stopped politely or killed, alone. */
public interface Running {

    boolean alive();

    /** Asks it to stop and waits until it has; kills it when it takes too long. */
    void stop();

    /** Ends it at once, as a power cut would, and waits until it is gone. */
    void kill();

    /** Completes when it has ended, for whatever reason. */
    CompletableFuture<Void> ended();
}
