/**
 * Databases of tenants as a kind of integration: one prepared question to PostgreSQL or MySQL, written by the tenant's
 * people, asked with bound values in a read-only session and answered within bounds. Nothing is ever written over there,
 * and no word of a model becomes SQL. It keeps no connection and no row.
 */
@NullMarked
package usher.tool.database;

import org.jspecify.annotations.NullMarked;
