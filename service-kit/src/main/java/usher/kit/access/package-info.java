/**
 * Who calls: credentials are recognised here and every operation declares which it accepts. What a caller may do
 * with one particular object is decided by the feature that owns it, through the tenant. Keys and members themselves
 * are managed by admin-service.
 */
@NullMarked
package usher.kit.access;

import org.jspecify.annotations.NullMarked;
