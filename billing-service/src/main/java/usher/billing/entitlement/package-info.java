/**
 * What a tenant may use, worked out from its plan and the amounts agreed with it, and told to the other services in
 * complete, versioned snapshots, with the hard limits that are used up. It decides nothing about who has which plan (subscription) and blocks nobody: limits
 * are enforced where the usage happens.
 */
@NullMarked
package usher.billing.entitlement;

import org.jspecify.annotations.NullMarked;
