/** Tables for spreadsheets. */
@NullMarked
package usher.kit.csv;

import org.jspecify.annotations.NullMarked;
