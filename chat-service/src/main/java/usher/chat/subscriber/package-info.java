/**
 * What visitors may use by what they bought, as billing-service last said. It sells nothing and knows no prices; whether a message
 * fits is decided by the limits, and visitors of a tenant that sells nothing are never looked up.
 */
@NullMarked
package usher.chat.subscriber;

import org.jspecify.annotations.NullMarked;
