/**
 * What providers take for their models, by class of tokens, from a moment on. Prices are added and never edited; a model
 * without one is refused, never free. What tenants owe is billing's matter, not known here.
 */
@NullMarked
package usher.chat.model.price;

import org.jspecify.annotations.NullMarked;
