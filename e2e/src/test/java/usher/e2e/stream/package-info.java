/** Many answers at once, through the gateway and word by word. What happens when something breaks meanwhile is tested elsewhere. */
@NullMarked
package usher.e2e.stream;

import org.jspecify.annotations.NullMarked;
