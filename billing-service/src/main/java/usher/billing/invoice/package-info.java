/**
 * Invoices and credit notes: their numbers, states and lines. Who sends and receives them, what a period costs, how they look and
 * how they are paid, other than by somebody saying so, is elsewhere.
 */
@NullMarked
package usher.billing.invoice;

import org.jspecify.annotations.NullMarked;
