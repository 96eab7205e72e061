/**
 * Programs that may ask members for access. Any program registers itself (RFC 7591), has no secret, and is held to the addresses that
 * it names here; what it calls itself is shown to members as a claim. Nothing here lets a program in.
 */
@NullMarked
package usher.admin.oauth.client;

import org.jspecify.annotations.NullMarked;
