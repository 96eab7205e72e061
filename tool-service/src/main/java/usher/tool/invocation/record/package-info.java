/**
 * What is stored of calls: the row is written before the target is called and finished after, once, with the usage event. Calls that
 * nobody ended are ended here when their time is over. It calls nothing and decides nothing; reading it is what the log is for.
 */
@NullMarked
package usher.tool.invocation.record;

import org.jspecify.annotations.NullMarked;
