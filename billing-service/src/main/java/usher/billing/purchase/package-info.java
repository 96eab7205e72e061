/**
 * Visitors' subscriptions: bought in Google Play or paid to the tenant by other means, and what they allow until when. It moves no
 * money and blocks no message: it keeps who has what, ends it when its time is over, and tells chat-service.
 */
@NullMarked
package usher.billing.purchase;

import org.jspecify.annotations.NullMarked;
