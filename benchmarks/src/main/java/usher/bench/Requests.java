package usher.bench;

/** Makes the next request of one worker, and looks at its answer. Called on the event loop, so it must be quick. */
interface Requests {

    /** The body to post. */
    String next();

    /** Sees the answer's body of a request that succeeded. */
    default void answered(String body) {}

    /** One source of requests for each worker, numbered from 0. */
    interface Source {
        Requests of(int worker);
    }
}
