/**
 * Tells other services which tools a tenant has: a complete, versioned snapshot whenever something in it changes, written
 * in the transaction of the change. It reads what the catalogue and tenants' connections have stored and decides nothing.
 */
@NullMarked
package usher.tool.announcement;

import org.jspecify.annotations.NullMarked;
