/**
 * What a tenant sells to its visitors, as data: offers for a day, a month, a year or for life, and what those may use who bought
 * nothing. Who has bought what is the business of purchases; prices are told and never charged here.
 */
@NullMarked
package usher.billing.purchase.offer;

import org.jspecify.annotations.NullMarked;
