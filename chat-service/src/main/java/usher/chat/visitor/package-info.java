/**
 * Who writes: sessions that a publishable key opens, tokens, and the identity that the tenant's own server signed. A
 * browser can never claim to be somebody; only a signature can.
 */
@NullMarked
package usher.chat.visitor;

import org.jspecify.annotations.NullMarked;
