/**
 * Who a visitor is reaches the tools from the signed token alone, and what is nobody's business reaches no visitor. A model that
 * obeys whoever writes to it stands in for every model; how well one resists is not measured here.
 */
@NullMarked
package usher.e2e.identity;

import org.jspecify.annotations.NullMarked;
