/**
 * Compares four books of the same turns: what clients saw, what is stored, what was metered, and what the provider counted.
 * The comparison itself is pure; the sources that read Postgres stand beside it.
 * It judges nothing about answers' quality, only that each happened once, everywhere.
 */
@NullMarked
package usher.e2e.reconcile;

import org.jspecify.annotations.NullMarked;
