package usher.admin.oauth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where programs are let in, and how many may ask. */
@ConfigMapping(prefix = "usher.oauth")
public interface OAuthConfig {
    /** The address under which everybody reaches all services, https but for a laptop; without it no program is let in. */
    Optional<String> issuer();

    /** The one place that tokens are good for, below that address. */
    @WithDefault("/mcp")
    String resourcePath();

    /** How many programs one address may register in an hour. */
    @WithDefault("30")
    int registrationsPerHour();

    /** How many times in an hour a program may come for its next token, in the name of one grant. */
    @WithDefault("120")
    int renewalsPerHour();

    /** How many programs may be registered that nobody has let in yet. */
    @WithDefault("10000")
    int unusedClients();

    /** How long a program is kept that nobody lets in. */
    @WithDefault("7d")
    Duration unusedClientsKept();

    /** How long a program is kept that nobody lets in any more. */
    @WithDefault("180d")
    Duration clientsKept();

    /** How long a program may stay away before it has to ask again. */
    @WithDefault("30d")
    Duration refreshLife();
}
