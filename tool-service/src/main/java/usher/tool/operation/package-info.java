/**
 * What a tenant's integrations can be asked to do, by name: kept here, tried out by members, and called when a tool stands for
 * one. Answers of operations that only read may be remembered for a short time. How a kind of system is spoken with is its
 * connector's business.
 */
@NullMarked
package usher.tool.operation;

import org.jspecify.annotations.NullMarked;
