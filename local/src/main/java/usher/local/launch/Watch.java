package usher.local.launch;

import java.time.Duration;

/** Is told what happens on a platform. */
interface Watch {

    /** A part answers. */
    default void ready(Part part, Duration took) {}

    /** A part has ended although nobody stopped it. Called on a thread of its own. */
    default void died(Part part) {}
}
