/**
 * A whole Usher to test against: the local platform with a fault proxy before everything it depends on, a stand-in for the
 * model and for a tenant's tool, an operator who is signed in, and the books to compare.
 * It adds no behaviour to the platform, and services cannot tell that they run in it.
 */
@NullMarked
package usher.e2e.world;

import org.jspecify.annotations.NullMarked;
