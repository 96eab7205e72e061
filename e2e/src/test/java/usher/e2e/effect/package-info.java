/**
 * What tools change when everything between the question and the target breaks: once, or the tenant is told that nobody knows.
 * Reads of tools and their outages are tested elsewhere.
 */
@NullMarked
package usher.e2e.effect;

import org.jspecify.annotations.NullMarked;
