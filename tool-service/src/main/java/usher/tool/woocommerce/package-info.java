/**
 * Speaks with shops on WooCommerce by its REST API, version 3: signs in with a consumer key and secret, asks what the ready
 * operations need, a page at most. It changes nothing in a shop.
 */
@NullMarked
package usher.tool.woocommerce;

import org.jspecify.annotations.NullMarked;
