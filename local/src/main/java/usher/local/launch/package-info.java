/**
 * Starts Usher as a whole on this machine: infrastructure, the four services, the gateway and the demo shop, each where
 * the others expect it. {@link usher.local.launch.Up} is the command for people, {@link usher.local.launch.Platform} the
 * same for tests. Nothing here runs in production; the chart does that job there.
 */
@NullMarked
package usher.local.launch;

import org.jspecify.annotations.NullMarked;
