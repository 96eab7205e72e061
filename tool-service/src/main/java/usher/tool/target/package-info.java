/**
 * The words for calling a tool, whatever stands behind it: a call goes to a target and a reply with an outcome comes back.
 * Targets are webhooks and the operations of integrations. Nothing is decided or stored here.
 */
@NullMarked
package usher.tool.target;

import org.jspecify.annotations.NullMarked;
