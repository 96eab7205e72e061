/**
 * Load scenarios, each a program that prints one small table and stands beside its own baseline, measured in the same run.
 * Figures are medians, ratios and CPU per request, because absolute times of a shared machine mean little.
 * It holds no assertions: what must not get worse is a test elsewhere.
 */
@NullMarked
package usher.bench;

import org.jspecify.annotations.NullMarked;
