/**
 * Seals what this service stores anew when the sealing key has changed: the seller's accounts with payment providers, tenants'
 * accounts with stores, and the stores' tokens. The secrets themselves belong to the features that use them.
 */
@NullMarked
package usher.billing.sealing;

import org.jspecify.annotations.NullMarked;
