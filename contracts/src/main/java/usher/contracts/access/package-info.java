/** What access that a member gives to a program is made of, as admin-service gives it and chat-service holds it to. */
@NullMarked
package usher.contracts.access;

import org.jspecify.annotations.NullMarked;
