/**
 * The pages on which a member signs in and lets a program act for the tenant, or does not: plain HTML without scripts and without
 * cookies, in English or Hebrew. Whose word counts, and what comes of a yes, is decided in {@code grant}.
 */
@NullMarked
package usher.admin.oauth.consent;

import org.jspecify.annotations.NullMarked;
