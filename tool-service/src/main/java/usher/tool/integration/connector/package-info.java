/**
 * How a kind of system is spoken with: what a {@link usher.tool.integration.connector.Connector} is given and owes, and what
 * connectors share. Each kind has a package of its own beside {@code integration}; nothing is stored here.
 */
@NullMarked
package usher.tool.integration.connector;

import org.jspecify.annotations.NullMarked;
