/**
 * Reading a tool's arguments out of what a visitor wrote, by the tool's JSON Schema: choices, numbers, days, times, patterns
 * and names. It validates nothing; tool-service does. What it cannot find it reports as missing, and never invents.
 */
@NullMarked
package usher.chat.model.local.argument;

import org.jspecify.annotations.NullMarked;
