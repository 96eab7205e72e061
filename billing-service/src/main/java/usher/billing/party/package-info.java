/**
 * Who stands on an invoice: the seller, which is the platform's, and each tenant's legal name, address and tax id. Invoices keep a
 * copy of both as they were when they were issued; nothing here changes one.
 */
@NullMarked
package usher.billing.party;

import org.jspecify.annotations.NullMarked;
