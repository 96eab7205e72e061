/**
 * What a tenant's plan opens beside its limits: features and model providers, as billing-service last said. Code asks here
 * by name; what counts and limits turns is the limit feature's, which also takes the events in.
 */
@NullMarked
package usher.chat.plan;

import org.jspecify.annotations.NullMarked;
