/**
 * Plans as data: what each allows, in versions, read from the database. A plan says which metrics are limited, by how
 * much, in which period, and whether the limit blocks; it knows no tenant. Who has which plan is the subscription
 * feature's part, telling other services of it the entitlement feature's.
 */
@NullMarked
package usher.billing.plan;

import org.jspecify.annotations.NullMarked;
