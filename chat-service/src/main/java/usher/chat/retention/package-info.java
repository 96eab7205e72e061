/**
 * How long what was said is kept: each tenant's days are counted, archived where that is wanted, and then deleted. What people
 * delete by hand only becomes hidden; the erasure of one visitor is somewhere else.
 */
@NullMarked
package usher.chat.retention;

import org.jspecify.annotations.NullMarked;
