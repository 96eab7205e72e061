package usher.admin.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How expensive a password hash is. The defaults are the first choice of OWASP's password storage cheat sheet. */
@ConfigMapping(prefix = "usher.password")
interface PasswordConfig {
    /** Memory of one Argon2id hash, in KiB. */
    @WithDefault("19456")
    int memoryKib();

    /** Passes over that memory. */
    @WithDefault("2")
    int iterations();

    /** Hashes computed at the same time; more wait their turn. */
    @WithDefault("2")
    int threads();

    /** Hashes that may wait; beyond that a sign-in is refused, so that a flood of them cannot take the service's memory. */
    @WithDefault("64")
    int waiting();
}
