package usher.tool.database;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the way to a database is protected. */
enum Tls {
    /** Not at all: only to loopback and private addresses, and to those only where the guard lets tools go there. */
    DISABLE,
    /** Encrypted, without asking who is at the other end. */
    REQUIRE,
    /** Encrypted, and the certificate must be the host's: signed by a public authority, or by {@code ca}. */
    VERIFY;

    static Optional<Tls> of(String text) {
        return Arrays.stream(values())
                .filter(tls -> tls.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}
