package usher.chat.model.local;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What kind of thing a question asks for, so that <i>how long?</i> prefers the sentence with <i>30 days</i> in it. */
record Expectation(@Nullable Pattern sought) {
    private static final double MET = 0.2;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private record Rule(Pattern question, Pattern answer) {}

    private static final List<Rule> RULES = List.of(
            rule("\\bopen\\b|\\bopening\\b|\\bclosed?\\b|פתוח|פתיחה|שעות", "\\d{1,2}:\\d{2}|\\bclosed\\b|סגור"),
            rule(
                    "\\bhow (long|soon|quickly|fast|many days)\\b|\\bwhen\\b|\\b(after|within|in) \\w+ (days|weeks|months)\\b|כמה זמן|תוך כמה|מתי",
                    "\\b(\\d+|one|two|three|four|five|six|seven|ten|twelve|thirty)\\b[^.]{0,20}\\b(minute|hour|day|week|month|year)s?\\b|\\d{1,2}:\\d{2}|\\bsame day\\b|ימים|שעות|דקות|שבוע|חודש"),
            rule(
                    "\\bhow much\\b|\\bprice\\b|\\bcosts?\\b|\\bfee\\b|\\bfree\\b|\\bpay for\\b|כמה (עולה|זה עולה)|מחיר",
                    "[€$£₪]\\s?\\d|\\d\\s?([€$£₪]|%|euros?|dollars?|nok)|\\bfree\\b|שקל|חינם"),
            rule(
                    "\\bwhere\\b|\\baddress\\b|איפה|כתובת",
                    "\\b(street|road|avenue|square|floor|station)\\b|\\d{4,5}\\b|רחוב|\\b(in|at|under) (the|your|our)? ?\\p{Lu}"),
            rule("\\b(e-?mail|phone|call|contact|reach)\\b|טלפון|מייל", "\\S+@\\S+|\\+?\\d[\\d -]{6,}"));

    static Expectation of(String question) {
        return RULES.stream()
                .filter(rule -> rule.question().matcher(question).find())
                .findFirst()
                .map(rule -> new Expectation(rule.answer()))
                .orElse(new Expectation(null));
    }

    double met(String sentence) {
        return sought != null && sought.matcher(sentence).find() ? MET : 0;
    }

    /** Whether a text can be expected to hold the answer at all. */
    boolean mayBeIn(String text) {
        return sought == null || sought.matcher(text).find();
    }

    private static Rule rule(String question, String answer) {
        return new Rule(Pattern.compile(question, FLAGS), Pattern.compile(answer, FLAGS));
    }
}
