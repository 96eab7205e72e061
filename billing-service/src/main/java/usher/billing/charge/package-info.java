/**
 * What a period costs: pure arithmetic over a plan's terms, the phases of a subscription and what was used. It reads no
 * clock, no database and no configuration, so that a preview and an invoice are the same computation. Numbers,
 * due dates and payments are not known here.
 */
@NullMarked
package usher.billing.charge;

import org.jspecify.annotations.NullMarked;
