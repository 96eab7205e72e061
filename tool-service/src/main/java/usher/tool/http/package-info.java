/**
 * One request to a system of somebody else: only where the egress guard lets it go, bounded in time and size, repeated only
 * when that is safe, and not at all while the other side is failing. It knows bytes and status codes; what they mean is
 * read by those who call.
 */
@NullMarked
package usher.tool.http;

import org.jspecify.annotations.NullMarked;
