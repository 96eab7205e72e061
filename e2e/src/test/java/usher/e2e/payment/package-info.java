/** Payment providers' own software against Usher. Not whether the books are right: billing-service tests that with stand-ins. */
@NullMarked
package usher.e2e.payment;

import org.jspecify.annotations.NullMarked;
