/**
 * What the platform earns: recurring revenue from running phases and how it moves, what invoices brought and what is
 * outstanding, by currency, plan and tenant. For members of the platform alone. It reads; no amount is converted, and what
 * a plan costs is the charge feature's to say.
 */
@NullMarked
package usher.billing.revenue;

import org.jspecify.annotations.NullMarked;
