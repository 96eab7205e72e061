package usher.admin.member;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The first admin of the platform: made when the service starts and nobody has that e-mail. */
@ConfigMapping(prefix = "usher.admin")
interface FirstMemberConfig {
    /** The e-mail to sign in with (USHER_ADMIN_EMAIL). */
    Optional<String> email();

    /** The password, at least 10 characters (USHER_ADMIN_PASSWORD). Later changes of it here have no effect. */
    Optional<String> password();
}
