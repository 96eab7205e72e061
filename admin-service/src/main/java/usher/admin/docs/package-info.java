/**
 * The API reference of all services on one page, rendered in the browser from the OpenAPI documents. The documents
 * are fetched from the services when somebody looks, so they are never out of date. Nothing is described here by hand.
 */
@NullMarked
package usher.admin.docs;

import org.jspecify.annotations.NullMarked;
