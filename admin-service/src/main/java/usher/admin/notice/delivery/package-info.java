/**
 * When what was planned is sent: each delivery by one replica at a time, again after a while when it fails, and never so that one
 * recipient keeps others waiting. How a mail or a webhook is sent is known elsewhere; what is planned is, too.
 */
@NullMarked
package usher.admin.notice.delivery;

import org.jspecify.annotations.NullMarked;
