/**
 * What is so at the moment of a question: which of a tenant's sources a question is about, and their answers as passages beside
 * those of the knowledge. They are asked through tool-service, for less than a second; nothing of them is kept.
 */
@NullMarked
package usher.chat.live;

import org.jspecify.annotations.NullMarked;
