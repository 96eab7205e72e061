package usher.admin.password;

import org.jspecify.annotations.Nullable;

/** What comparing a password with a stored hash says. */
public sealed interface PasswordMatch {
    /** The password is right. {@code newHash} is there when the stored one is outdated and should be replaced by it. */
    record Right(@Nullable String newHash) implements PasswordMatch {
        @Override
        public String toString() {
            return "Right[outdated=" + (newHash != null) + "]";
        }
    }

    /** The password is wrong, or there was no hash to compare with: the same answer in the same time. */
    record Wrong() implements PasswordMatch {}
}
