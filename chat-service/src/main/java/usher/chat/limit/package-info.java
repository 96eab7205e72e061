/**
 * Whether a turn may start: request rates, quotas and budgets of the plan and one turn at a time, decided and reserved by one Redis
 * script before the model is asked, and settled by one after. What plans allow comes from billing-service as a snapshot.
 */
@NullMarked
package usher.chat.limit;

import org.jspecify.annotations.NullMarked;
