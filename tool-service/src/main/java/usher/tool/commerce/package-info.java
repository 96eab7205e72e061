/**
 * What shops have in common, whatever they run on: the operations every shop is known to have, and one small shape each for an
 * order, a product and what is in stock. How a shop is asked is its connector's business.
 */
@NullMarked
package usher.tool.commerce;

import org.jspecify.annotations.NullMarked;
