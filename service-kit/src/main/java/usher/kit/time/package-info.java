/**
 * Time and ids as given things: rules take an {@link java.time.InstantSource}, never the wall clock. Zones and calendars
 * belong to the features that know whose they are.
 */
@NullMarked
package usher.kit.time;

import org.jspecify.annotations.NullMarked;
