/**
 * Signing in, staying signed in and signing out of the console. A sign-in is a session: short access tokens, and
 * refresh tokens that replace each other and end together when an old one turns up again. Who is a member, and what a
 * member may do, is decided elsewhere.
 */
@NullMarked
package usher.admin.session;

import org.jspecify.annotations.NullMarked;
