/**
 * The tenant's own switches: pausing the assistant, everywhere or in one conversation, and not hearing a visitor or an
 * address. Where an address is known from is here as well; how much one may ask is the limits' matter.
 */
@NullMarked
package usher.chat.guard;

import org.jspecify.annotations.NullMarked;
