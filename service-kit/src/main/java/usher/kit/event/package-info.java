/**
 * Events in and out: written in the transaction that made them true, shipped by the relay, taken once by consumers.
 * What the events say is defined in contracts. Nothing here knows what any event means.
 */
@NullMarked
package usher.kit.event;

import org.jspecify.annotations.NullMarked;
