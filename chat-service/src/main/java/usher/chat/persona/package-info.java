/**
 * Who answers for a tenant: name, instructions and tone, in versions that receipts name. Which model speaks is not the
 * persona's choice.
 */
@NullMarked
package usher.chat.persona;

import org.jspecify.annotations.NullMarked;
