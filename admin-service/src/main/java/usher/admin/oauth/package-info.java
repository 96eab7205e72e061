/**
 * The authorization server by which members let programs act for their tenant at the Model Context Protocol's address (OAuth 2.1,
 * RFC 8414): here is what all its parts speak. Programs register in {@code client}, members decide in {@code consent}, tokens are
 * given and taken back in {@code grant}. What a token opens is decided by the service that it is for, not here.
 */
@NullMarked
package usher.admin.oauth;

import org.jspecify.annotations.NullMarked;
