/**
 * What happened that people or their systems want to be told of. A notice comes from Kafka, is taken once for its key, and is
 * planned as deliveries: to recipients of a mail, and to the tenant's endpoints that want it. Nothing is sent from here, and what
 * happened is decided by whoever raised it.
 */
@NullMarked
package usher.admin.notice;

import org.jspecify.annotations.NullMarked;
