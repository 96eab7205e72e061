package usher.tool.invocation.content;

import java.util.regex.Pattern;

/** Numbers of payment cards within text: 13 to 19 digits of an issuer, grouped or not, whose check digit is right (ISO/IEC 7812-1). */
final class CardNumbers {
    static final String REDACTED = "[card]";
    private static final Pattern CANDIDATE = Pattern.compile("(?<![0-9])[2-6](?:[ -]?[0-9]){12,18}(?![0-9])");

    private CardNumbers() {}

    static String redact(String text) {
        return CANDIDATE.matcher(text).replaceAll(found -> checks(found.group()) ? REDACTED : found.group());
    }

    static boolean isCard(String digits) {
        return CANDIDATE.matcher(digits).matches() && checks(digits);
    }

    /** Luhn's check. */
    private static boolean checks(String grouped) {
        int sum = 0;
        boolean doubled = false;
        for (int at = grouped.length() - 1; at >= 0; at--) {
            char each = grouped.charAt(at);
            if (each >= '0' && each <= '9') {
                int digit = (each - '0') * (doubled ? 2 : 1);
                sum += digit > 9 ? digit - 9 : digit;
                doubled = !doubled;
            }
        }
        return sum % 10 == 0;
    }
}
