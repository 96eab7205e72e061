/**
 * What Standard Webhooks says of secrets and signatures, for whoever calls an endpoint that checks them. Where secrets are
 * kept, when they are replaced and how an endpoint is called is decided elsewhere.
 */
@NullMarked
package usher.kit.webhook;

import org.jspecify.annotations.NullMarked;
