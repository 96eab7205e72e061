/**
 * The keys that sign members' access tokens, and the public half of them that every service checks tokens with.
 * A key is made at the first start and sealed at rest; the database decides which one when replicas start together.
 * An admin of the platform rotates it, with an overlap in which old and new tokens hold.
 * Who gets a token is decided by the sign-in, not here.
 */
@NullMarked
package usher.admin.signing;

import org.jspecify.annotations.NullMarked;
