/**
 * Google Play: tenants' accounts there, what it says of a purchase, and whether a push is Google's. It keeps no purchase and
 * decides nothing about access.
 */
@NullMarked
package usher.billing.purchase.play;

import org.jspecify.annotations.NullMarked;
