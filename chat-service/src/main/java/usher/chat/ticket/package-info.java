/**
 * Asks for tickets: gives one its id and tells admin-service, which opens it, numbers it and lets people work on it. Nothing of a
 * ticket is kept here but which was asked for under which name.
 */
@NullMarked
package usher.chat.ticket;

import org.jspecify.annotations.NullMarked;
