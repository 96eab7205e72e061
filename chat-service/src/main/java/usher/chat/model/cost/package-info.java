/**
 * What models cost a tenant: the metering of use that ends in no answer, and the report by provider and model with what
 * experiments showed. What the tenant owes for it is billing's matter.
 */
@NullMarked
package usher.chat.model.cost;

import org.jspecify.annotations.NullMarked;
