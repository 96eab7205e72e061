/**
 * Reads OpenAPI documents (3.0 and 3.1, spec.openapis.org) as a list of operations to pick from: a name, what a model is told,
 * a JSON Schema of the parameters, and how the request is made. It fetches nothing and stores nothing; references that leave
 * the document are not followed.
 */
@NullMarked
package usher.tool.openapi;

import org.jspecify.annotations.NullMarked;
