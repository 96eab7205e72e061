package usher.billing.collection;

import java.util.regex.Pattern;

/** Finds what looks like the number of a card, so that none is ever stored: 13 to 19 digits, grouped or not, whose check digit (Luhn) is right. */
final class CardNumbers {
    private static final Pattern DIGITS = Pattern.compile("(?<![0-9])[0-9](?:[ -]?[0-9]){12,18}(?![0-9])");

    private CardNumbers() {}

    static boolean isIn(String text) {
        return DIGITS.matcher(text).results().anyMatch(found -> isChecked(found.group()));
    }

    private static boolean isChecked(String grouped) {
        var digits = grouped.replaceAll("[ -]", "");
        int sum = 0;
        for (int at = 0; at < digits.length(); at++) {
            int digit = digits.charAt(digits.length() - 1 - at) - '0';
            int doubled = at % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
