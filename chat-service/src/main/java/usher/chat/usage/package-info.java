/**
 * What a tenant has used in its running month, as this service knows it, beside what its plan allows. It is counted from the ledger of
 * answers in steps and bills nothing: billing-service counts for itself, and knows more, such as calls of tools that members try.
 */
@NullMarked
package usher.chat.usage;

import org.jspecify.annotations.NullMarked;
