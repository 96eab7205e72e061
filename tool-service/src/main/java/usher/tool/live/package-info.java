/**
 * Operations that answers may be grounded on: which, when they are asked, and the asking itself, for chat-service while it puts a
 * question's context together. Nothing of what they answer is kept here, neither in a log, nor in a cache, nor in a table.
 */
@NullMarked
package usher.tool.live;

import org.jspecify.annotations.NullMarked;
