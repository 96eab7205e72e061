/**
 * A tenant's tools: which tools of the catalogue it uses, and at which endpoint of its own each is called, how long, and
 * with which secret. Changes are announced to the other services. Calling a tool is not done here.
 */
@NullMarked
package usher.tool.connection;

import org.jspecify.annotations.NullMarked;
