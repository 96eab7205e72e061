/**
 * What is in stock and when people are told of it: pure rules, no clock, no database, no network. Where a quantity comes from
 * and how a notice is sent is not known here.
 */
@NullMarked
package usher.tool.stock.level;

import org.jspecify.annotations.NullMarked;
