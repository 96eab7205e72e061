/**
 * Lists in pages, by cursor. The cursor is the id of the last row seen. Sorting and filtering belong to the feature.
 */
@NullMarked
package usher.kit.page;

import org.jspecify.annotations.NullMarked;
