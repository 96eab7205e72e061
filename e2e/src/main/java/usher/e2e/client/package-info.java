/**
 * Usher as its clients know it: an operator's console calls, a tenant's server and a visitor's widget, over plain HTTP.
 * Journeys, fault tests and load scenarios share it, so that a changed shape breaks in one place.
 * It is no SDK: it keeps what tests need, hides nothing, and lets every answer be looked at.
 */
@NullMarked
package usher.e2e.client;

import org.jspecify.annotations.NullMarked;
