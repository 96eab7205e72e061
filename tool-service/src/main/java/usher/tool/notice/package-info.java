/**
 * What a tenant's people and systems are told of its tools: that one fails, and that an act waits for a yes. Who is told and how is
 * admin-service's matter; that a tool was used is no news.
 */
@NullMarked
package usher.tool.notice;

import org.jspecify.annotations.NullMarked;
