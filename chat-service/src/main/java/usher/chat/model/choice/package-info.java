/**
 * Which model a tenant has for which role, with its key sealed, and the platform's defaults below. How questions are led to
 * them is decided by routing, what they cost by prices.
 */
@NullMarked
package usher.chat.model.choice;

import org.jspecify.annotations.NullMarked;
