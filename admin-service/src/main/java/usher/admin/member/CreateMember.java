package usher.admin.member;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import usher.admin.password.Passwords;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.problem.Refusal;

/**
 * A new member: with a {@code password} to replace at the first sign-in, or with the bcrypt {@code password_hash} of a system they come from. Neither
 * is ever written out again, not even into the fingerprint of an idempotent request.
 */
record CreateMember(
        @NotNull @Size(max = 254) @Email @Pattern(regexp = "[^\\s@]+@[^\\s@]+\\.[^\\s@]+")
        String email,

        @NotNull @Size(max = 120) @Pattern(regexp = "(?=\\P{Cc}*[^\\p{Z}\\p{C}])\\P{Cc}*")
        String name,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable @Size(min = Passwords.SHORTEST, max = 200)
        String password,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        @Nullable
        @Pattern(regexp = "\\$2[aby]\\$(0[4-9]|1[0-4])\\$[./A-Za-z0-9]{53}")
        String passwordHash,

        @NotNull Role role,
        @Nullable TenantId tenant) {
    /** Mail addresses are compared without regard to case. */
    String normalEmail() {
        return email.toLowerCase(Locale.ROOT);
    }

    void requireOnePassword() {
        if ((password == null) == (passwordHash == null)) {
            throw Refusal.invalid("/password", "password-required", "Give either a password or a password_hash.");
        }
    }

    /** Whoever adds a member knows the password that they give; a hash is of one that its owner chose. */
    boolean passwordChangeDue() {
        return password != null;
    }

    @Override
    public String toString() {
        return "CreateMember[" + role + "]";
    }
}
