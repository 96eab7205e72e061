/**
 * Systems of a tenant's own that its tools reach: how each is connected to, which named operations it offers, and whether it
 * works. What was sealed to connect with is opened for one call and forgotten; data that comes back is never stored here.
 * How a kind of system is spoken with is a {@link usher.tool.integration.connector.Connector}, in a package for each kind.
 */
@NullMarked
package usher.tool.integration;

import org.jspecify.annotations.NullMarked;
