/**
 * Invoices and credit notes as documents: their numbers, states, lines and looks, and who sends and receives them. What a
 * period costs is computed elsewhere; how an invoice is paid, other than by somebody saying so, too.
 */
@NullMarked
package usher.billing.invoice;

import org.jspecify.annotations.NullMarked;
