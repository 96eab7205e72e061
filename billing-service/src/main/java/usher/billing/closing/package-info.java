/**
 * Closes periods: reads what the bills of many tenants depend on, has them computed and files them, set by set; and the
 * same for one tenant as a preview. It computes no amount itself, and what happens to an invoice afterwards is not its part.
 */
@NullMarked
package usher.billing.closing;

import org.jspecify.annotations.NullMarked;
