package usher.billing.outcome;

import jakarta.validation.constraints.NotNull;
import java.time.YearMonth;
import java.util.regex.Pattern;
import usher.billing.outcome.rule.Judging;
import usher.billing.outcome.rule.RuleTerms;
import usher.kit.problem.Refusal;

/** What a month ({@code 2026-03}) would have come to under other terms. */
record PreviewRules(@NotNull RuleTerms terms, @NotNull String month) {
    private static final Pattern MONTH = Pattern.compile("[12][0-9]{3}-(0[1-9]|1[0-2])");

    Judging judging() {
        return RuleTerms.checked(terms);
    }

    YearMonth wanted() {
        if (!MONTH.matcher(month).matches()) {
            throw Refusal.invalid("/month", "month-invalid", "A month is written like 2026-03.");
        }
        return YearMonth.parse(month);
    }
}
