/**
 * Speaks with shops on Shopify by its Admin API in GraphQL: signs in with an access token, asks what the ready operations need
 * and no more, and waits when it is told that it asks too often. It changes nothing in a shop.
 */
@NullMarked
package usher.tool.shopify;

import org.jspecify.annotations.NullMarked;
