package usher.admin.oauth.consent;

import java.net.URI;

/** What an authorization request turned out to be. */
sealed interface Reading {
    record Fine(Asking asking) implements Reading {}

    /** The program hears what was wrong, where it is known to be: at {@code redirectUri}, and the rest of {@code to} says what. */
    record Returned(String redirectUri, URI to) implements Reading {}

    /** It is not known whose request it is, or where its answer belongs: nobody is sent anywhere (RFC 6749, 4.1.2.1). */
    record Stranger(Trouble trouble) implements Reading {}
}
