package usher.admin.oauth.consent;

import java.util.Arrays;
import java.util.Map;
import usher.contracts.access.Scope;
import usher.kit.tenant.Locales;

/** What the pages say, in one language. Names of programs and tenants are put in where it says %s. */
record Words(
        String language,
        String direction,
        Map<String, String> labels,
        Map<Scope, String> scopes,
        Map<Trouble, String> troubles) {
    private static final Words ENGLISH = new Words(
            "en",
            "ltr",
            Map.ofEntries(
                    Map.entry("title", "Connect a program"),
                    Map.entry("entry", "Sign in to connect %s"),
                    Map.entry("claim", "It calls itself so; Usher has not checked it."),
                    Map.entry("place", "Afterwards you are sent to"),
                    Map.entry("local", "a program on your own computer"),
                    Map.entry("email", "Email"),
                    Map.entry("password", "Password"),
                    Map.entry("enter", "Sign in"),
                    Map.entry("renewal", "Choose a password of your own"),
                    Map.entry("renewalWhy", "Somebody else chose the one you have. Replace it to go on."),
                    Map.entry("currentPassword", "The password you have"),
                    Map.entry("newPassword", "A new one, of at least 10 characters"),
                    Map.entry("renew", "Change it and go on"),
                    Map.entry("consent", "%s wants to act for %s"),
                    Map.entry("as", "You are signed in as"),
                    Map.entry("may", "Choose what it may do:"),
                    Map.entry(
                            "until",
                            "This holds until you take it back; it also ends when you choose another password."),
                    Map.entry("allow", "Allow"),
                    Map.entry("deny", "Deny"),
                    Map.entry("refusal", "This cannot be connected"),
                    Map.entry("back", "Go back to")),
            Map.of(
                    Scope.AGENT_ASK, "Ask the assistant, which may use your tools for it and counts as messages",
                    Scope.KNOWLEDGE_READ, "Search the assistant's knowledge",
                    Scope.CONVERSATIONS_READ, "Read conversations with your customers",
                    Scope.TICKETS_WRITE, "Open tickets",
                    Scope.USAGE_READ, "See how much is used"),
            Map.ofEntries(
                    Map.entry(
                            Trouble.UNKNOWN_CLIENT,
                            "The program is not known here. Remove this server from it and add it again."),
                    Map.entry(
                            Trouble.WRONG_ADDRESS,
                            "The program wants you to be sent to an address that is not among those it registered."),
                    Map.entry(Trouble.MALFORMED, "The program did not say who it is, or where its answer belongs."),
                    Map.entry(
                            Trouble.ASKED_WRONGLY,
                            "The program asked in a way that is not understood here. Whoever makes it has to mend that."),
                    Map.entry(
                            Trouble.FOREIGN_PAGE, "This form was sent from another page. Begin again in the program."),
                    Map.entry(Trouble.WRONG_PASSWORD, "Email or password is wrong."),
                    Map.entry(
                            Trouble.TOO_MANY_ATTEMPTS, "Too many failed attempts. Try again in a quarter of an hour."),
                    Map.entry(Trouble.PASSWORD_SHORT, "The new password needs 10 to 200 characters."),
                    Map.entry(Trouble.PASSWORD_UNCHANGED, "Choose another password than the one you have."),
                    Map.entry(Trouble.SIGN_IN_AGAIN, "That took a while. Please sign in again."),
                    Map.entry(
                            Trouble.NO_TENANT,
                            "You work for the platform. Only members of a business can connect a program to it."),
                    Map.entry(Trouble.ROLE_TOO_LOW, "Only administrators can connect a program. Ask one of yours."),
                    Map.entry(Trouble.TENANT_AWAY, "The account of your business is suspended."),
                    Map.entry(Trouble.NOTHING_CHOSEN, "Choose at least one thing that it may do, or deny.")));

    private static final Words HEBREW = new Words(
            "he",
            "rtl",
            Map.ofEntries(
                    Map.entry("title", "חיבור תוכנה"),
                    Map.entry("entry", "כניסה לחיבור %s"),
                    Map.entry("claim", "כך היא מכנה את עצמה; Usher לא בדק זאת."),
                    Map.entry("place", "בסיום תועברו אל"),
                    Map.entry("local", "תוכנה במחשב שלכם"),
                    Map.entry("email", "אימייל"),
                    Map.entry("password", "סיסמה"),
                    Map.entry("enter", "כניסה"),
                    Map.entry("renewal", "בחירת סיסמה משלכם"),
                    Map.entry("renewalWhy", "מישהו אחר בחר את הסיסמה שלכם. כדי להמשיך יש להחליף אותה."),
                    Map.entry("currentPassword", "הסיסמה הנוכחית"),
                    Map.entry("newPassword", "סיסמה חדשה, 10 תווים לפחות"),
                    Map.entry("renew", "החלפה והמשך"),
                    Map.entry("consent", "%s מבקשת לפעול בשם %s"),
                    Map.entry("as", "נכנסתם בתור"),
                    Map.entry("may", "מה מותר לה לעשות:"),
                    Map.entry("until", "ההרשאה בתוקף עד שתבטלו אותה; היא מסתיימת גם כשתבחרו סיסמה אחרת."),
                    Map.entry("allow", "אישור"),
                    Map.entry("deny", "דחייה"),
                    Map.entry("refusal", "אי אפשר לחבר"),
                    Map.entry("back", "חזרה אל")),
            Map.of(
                    Scope.AGENT_ASK, "לשאול את העוזר, שרשאי להשתמש בכלים שלכם; נספר כהודעות",
                    Scope.KNOWLEDGE_READ, "לחפש בידע של העוזר",
                    Scope.CONVERSATIONS_READ, "לקרוא שיחות עם הלקוחות שלכם",
                    Scope.TICKETS_WRITE, "לפתוח פניות",
                    Scope.USAGE_READ, "לראות את השימוש"),
            Map.ofEntries(
                    Map.entry(Trouble.UNKNOWN_CLIENT, "התוכנה אינה מוכרת כאן. הסירו ממנה את השרת והוסיפו אותו שוב."),
                    Map.entry(Trouble.WRONG_ADDRESS, "התוכנה מבקשת להעביר אתכם לכתובת שאינה בין אלה שרשמה."),
                    Map.entry(Trouble.MALFORMED, "התוכנה לא אמרה מי היא, או לאן שייכת התשובה."),
                    Map.entry(Trouble.ASKED_WRONGLY, "התוכנה ביקשה בדרך שאינה מובנת כאן. על מי שיצר אותה לתקן זאת."),
                    Map.entry(Trouble.FOREIGN_PAGE, "הטופס נשלח מדף אחר. התחילו שוב בתוכנה."),
                    Map.entry(Trouble.WRONG_PASSWORD, "האימייל או הסיסמה שגויים."),
                    Map.entry(Trouble.TOO_MANY_ATTEMPTS, "יותר מדי ניסיונות כושלים. נסו שוב בעוד רבע שעה."),
                    Map.entry(Trouble.PASSWORD_SHORT, "הסיסמה החדשה צריכה 10 עד 200 תווים."),
                    Map.entry(Trouble.PASSWORD_UNCHANGED, "בחרו סיסמה אחרת מזו שיש לכם."),
                    Map.entry(Trouble.SIGN_IN_AGAIN, "זה לקח זמן. נא להיכנס שוב."),
                    Map.entry(Trouble.NO_TENANT, "אתם עובדים עבור הפלטפורמה. רק חברים בעסק יכולים לחבר אליו תוכנה."),
                    Map.entry(Trouble.ROLE_TOO_LOW, "רק מנהלים יכולים לחבר תוכנה. פנו למנהל אצלכם."),
                    Map.entry(Trouble.TENANT_AWAY, "החשבון של העסק שלכם מושהה."),
                    Map.entry(Trouble.NOTHING_CHOSEN, "בחרו לפחות דבר אחד שמותר לה, או דחו.")));

    static Words in(String language) {
        return Locales.isHebrew(language) ? HEBREW : ENGLISH;
    }

    String of(Trouble trouble) {
        return troubles.getOrDefault(trouble, "");
    }

    String of(Scope scope) {
        return scopes.getOrDefault(scope, scope.text());
    }

    /** A name keeps to itself, whichever way it is written (Unicode's isolates). */
    String of(String label, String... names) {
        var isolated =
                Arrays.stream(names).map(name -> "\u2068" + name + "\u2069").toArray();
        return labels.getOrDefault(label, label).formatted(isolated);
    }
}
