/**
 * What calls change, and when it counts as the same change: equal calls of one conversation are attempts at one effect while
 * its episode lasts, and carry one key. It keeps effects under a lock and decides what becomes of a call that asks for one
 * again. It calls nothing and knows nothing of what tools answer.
 */
@NullMarked
package usher.tool.invocation.effect;

import org.jspecify.annotations.NullMarked;
