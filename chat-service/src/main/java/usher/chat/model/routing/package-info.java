/**
 * Which of a tenant's models answers a question, and why: simple questions go to a cheaper one, a share goes to a challenger, and
 * others follow when one is down. All of it is off until a tenant wants it. Nothing here talks to a model.
 */
@NullMarked
package usher.chat.model.routing;

import org.jspecify.annotations.NullMarked;
