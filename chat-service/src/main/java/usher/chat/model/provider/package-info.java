/**
 * The providers of remote models: makes a {@link usher.chat.model.Model} of an endpoint, and tests whether an endpoint
 * works. Which tenant uses which, and at what price, is decided above.
 */
@NullMarked
package usher.chat.model.provider;

import org.jspecify.annotations.NullMarked;
