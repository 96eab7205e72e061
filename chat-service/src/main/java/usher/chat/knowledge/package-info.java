/**
 * What a tenant teaches its assistant: documents and FAQ entries, kept as passages with their vectors, and searched in memory.
 * It finds and scores passages; what is said with them is decided by the assistant and its model. It fetches nothing from
 * the web.
 */
@NullMarked
package usher.chat.knowledge;

import org.jspecify.annotations.NullMarked;
