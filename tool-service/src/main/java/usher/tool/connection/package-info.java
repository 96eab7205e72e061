/**
 * A tenant's tools: which tools of the catalogue it uses, and at which endpoint of its own each is called with which secret,
 * or which operation of its integrations stands for it, and how long. Changes are announced to the other services. Calling a tool is not done here.
 */
@NullMarked
package usher.tool.connection;

import org.jspecify.annotations.NullMarked;
