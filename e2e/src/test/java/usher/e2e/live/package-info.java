/**
 * Answers that stand on what a tenant's system says at the moment of the question, across the services. When a source is asked, and
 * that nothing of it is kept, is tested in the services.
 */
@NullMarked
package usher.e2e.live;

import org.jspecify.annotations.NullMarked;
