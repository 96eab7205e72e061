/**
 * What a model may say to a tool and what it may not: arguments are checked against the tool's JSON Schema (2020-12),
 * and parameters that say who the visitor is are filled from the signed identity, never from the model. It decides
 * without touching network or database, and it knows nothing of webhooks or of storage.
 */
@NullMarked
package usher.tool.argument;

import org.jspecify.annotations.NullMarked;
