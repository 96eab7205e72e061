/**
 * Language models behind one interface: a prompt in, a stream of events out. Each provider kind is one implementation;
 * which one a tenant uses, and at what price, is data. What to put into a prompt is decided by the assistant, not here.
 */
@NullMarked
package usher.chat.model;

import org.jspecify.annotations.NullMarked;
