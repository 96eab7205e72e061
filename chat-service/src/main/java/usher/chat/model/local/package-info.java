/**
 * The answer engine that needs no key and no network. It quotes what the tenant's knowledge says, picks a tool and fills its
 * arguments by rules, and says so when it finds nothing. It generates no text of its own beyond prepared sentences, and the
 * same prompt always gets the same answer.
 */
@NullMarked
package usher.chat.model.local;

import org.jspecify.annotations.NullMarked;
