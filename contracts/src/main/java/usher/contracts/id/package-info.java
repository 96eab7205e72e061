/**
 * Identifiers that cross service borders, one type per kind of thing, so that a conversation cannot be passed where a
 * tenant is meant. They are unguessable but never a credential: holding an id allows nothing.
 */
@NullMarked
package usher.contracts.id;

import org.jspecify.annotations.NullMarked;
