package usher.admin.oauth.consent;

import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.admin.oauth.Fields;
import usher.admin.password.Passwords;
import usher.admin.session.ChangePassword;
import usher.admin.session.Login;

/** What a member typed on the way in. What no account can have leads nowhere, without being looked for. */
record EntryForm(String email, String password, @Nullable String newPassword) {
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_PASSWORD = 200;

    static EntryForm of(Fields form) {
        var wanted = form.all("new_password");
        return new EntryForm(
                text(form.all("email")), text(form.all("password")), wanted.isEmpty() ? null : text(wanted));
    }

    boolean isComplete() {
        return !email.isBlank()
                && email.length() <= LONGEST_EMAIL
                && email.chars().noneMatch(Character::isISOControl)
                && !password.isEmpty()
                && password.length() <= LONGEST_PASSWORD;
    }

    @Nullable
    Trouble troubleWithNew() {
        if (newPassword == null) {
            return null;
        }
        if (newPassword.length() < Passwords.SHORTEST || newPassword.length() > LONGEST_PASSWORD) {
            return Trouble.PASSWORD_SHORT;
        }
        return newPassword.equals(password) ? Trouble.PASSWORD_UNCHANGED : null;
    }

    Login login() {
        return new Login(email, password);
    }

    ChangePassword change(String wanted) {
        return new ChangePassword(email, password, wanted);
    }

    private static String text(List<String> values) {
        return values.isEmpty() ? "" : values.getFirst();
    }

    @Override
    public String toString() {
        return "EntryForm[…]";
    }
}
