/**
 * Takes over what a system offers as tools, many in one request and all of them or none: each picked offer becomes an
 * operation, a tool of the tenant's own and its connection. Offers come from an OpenAPI document, from the system itself or from
 * whoever asks. It keeps nothing of its own and calls nothing but to ask what is offered.
 */
@NullMarked
package usher.tool.adoption;

import org.jspecify.annotations.NullMarked;
