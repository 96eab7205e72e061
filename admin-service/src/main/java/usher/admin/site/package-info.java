/**
 * What a browser meets before any API: the way from the root to the console, the console's pages under their own
 * addresses, the headers that protect them, and a public sign of life. The pages themselves are static files.
 */
@NullMarked
package usher.admin.site;

import org.jspecify.annotations.NullMarked;
