/**
 * Mails to people, in plain text: to a mail server, or into the log where none is set. Neither keeps nor repeats anything; what
 * is written, to whom and when again is decided elsewhere.
 */
@NullMarked
package usher.admin.notice.mail;

import org.jspecify.annotations.NullMarked;
