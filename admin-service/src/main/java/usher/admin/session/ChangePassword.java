package usher.admin.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import usher.admin.password.Passwords;
import usher.kit.problem.Refusal;

/** Who somebody is, by the password they have, and the one they want instead. */
public record ChangePassword(
        @NotNull @Size(min = 1, max = 254) @Pattern(regexp = "\\P{Cc}*")
        String email,

        @NotNull @Size(min = 1, max = 200) String password,

        @NotNull @Size(min = Passwords.SHORTEST, max = 200) String newPassword) {
    Login login() {
        return new Login(email, password);
    }

    void requireAnother() {
        if (password.equals(newPassword)) {
            throw Refusal.invalid(
                    "/new_password", "password-unchanged", "Choose another password than the one you have.");
        }
    }

    @Override
    public String toString() {
        return "ChangePassword[…]";
    }
}
