/**
 * What clients send by mistake or malice: broken JSON, huge texts, unknown fields, strings that break naive programs.
 * The answer is always a coded refusal or a normal answer, never a fault, and the conversation goes on.
 */
@NullMarked
package usher.e2e.input;

import org.jspecify.annotations.NullMarked;
