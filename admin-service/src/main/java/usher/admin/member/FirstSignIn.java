package usher.admin.member;

import java.util.Locale;
import usher.admin.password.Passwords;

/** Which sign-in the service should have from the start. The demo's exists in the profile {@code local} and nowhere else. */
public sealed interface FirstSignIn {
    String DEMO_EMAIL = "admin";
    String DEMO_PASSWORD = "admin123";

    /** The published sign-in of the demo. */
    record Demo() implements FirstSignIn {}

    /** One that the environment names. */
    record Given(String email, String password) implements FirstSignIn {
        @Override
        public String toString() {
            return "Given[" + email + "]";
        }
    }

    /** None: the members are in the database already. */
    record None() implements FirstSignIn {}

    /** Throws when the environment asks for what must not be: then the service does not start, and says why. */
    static FirstSignIn of(boolean local, FirstMemberConfig config) {
        if (local) {
            return new Demo();
        }
        if (config.email().isEmpty() && config.password().isEmpty()) {
            return new None();
        }
        var email = config.email().orElse("").strip().toLowerCase(Locale.ROOT);
        var password = config.password().orElse("");
        if (email.equals(DEMO_EMAIL) || password.equals(DEMO_PASSWORD)) {
            throw new IllegalStateException("USHER_ADMIN_EMAIL and USHER_ADMIN_PASSWORD are those of the demo, which"
                    + " only the profile local may use. Choose others.");
        }
        if (!email.contains("@") || password.length() < Passwords.SHORTEST) {
            throw new IllegalStateException("Set USHER_ADMIN_EMAIL to an e-mail and USHER_ADMIN_PASSWORD to at least "
                    + Passwords.SHORTEST + " characters, or neither.");
        }
        return new Given(email, password);
    }
}
