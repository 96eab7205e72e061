/**
 * Speaks with any API over HTTP: a request is made of a definition and of arguments, signed in as the tenant has set up, and
 * the answer is read as JSON. An argument is a value and never a part of the request's structure. It knows nothing of what an
 * API is about.
 */
@NullMarked
package usher.tool.customapi;

import org.jspecify.annotations.NullMarked;
