package usher.billing.plan;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Charge;
import usher.billing.charge.Tax;
import usher.billing.charge.Terms;

/**
 * What a plan version costs and opens, as it is stored and shown. {@code providers} absent opens all model providers;
 * how long conversations are kept is the limit {@code retention.days}.
 */
public record PlanTerms(
        String currency,
        @Nullable Long baseMinor,
        @Nullable List<ChargeTerms> charges,
        @Nullable TaxTerms tax,
        @Nullable Map<String, String> features,
        @Nullable List<String> providers,
        @Nullable Integer trialDays) {
    private static final long DEAREST = 1_000_000_000_000L;
    private static final int MOST = 50;

    /** {@code rate} is a fraction: 0.18 is 18 %. */
    public record TaxTerms(
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            BigDecimal rate,

            @Nullable String text) {}

    public int days() {
        return trialDays == null ? 0 : trialDays;
    }

    /** Nothing is ever owed under it. */
    public boolean isFree() {
        return (baseMinor == null || baseMinor == 0) && (charges == null || charges.isEmpty());
    }

    public Map<String, String> opened() {
        return features == null ? Map.of() : features;
    }

    /** For computing. Throws {@link IllegalArgumentException} with a sentence when the parts do not fit together. */
    public Terms terms(PlanKey key) {
        require(currency != null, "A plan has a currency");
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        require(digits >= 0, "A plan has a currency that people pay with");
        long base = baseMinor == null ? 0 : baseMinor;
        require(base >= 0 && base <= DEAREST, "A base price is from 0 to " + DEAREST);
        require(days() >= 0 && days() <= 365, "A trial is of at most 365 days");
        require(opened().size() <= MOST && (providers == null || providers.size() <= MOST), "At most 50 of each");
        var made = made(digits);
        require(made.size() <= MOST, "At most 50 charges");
        require(
                made.stream()
                                .map(charge -> charge.metric() + " " + charge.part())
                                .distinct()
                                .count()
                        == made.size(),
                "A metric is charged once");
        return new Terms(key.code(), key.version(), currency, base, made, taxed());
    }

    /** Slices of a metric are counted from 1, in the order of the plan. */
    private List<Charge> made(int digits) {
        var slices = new HashMap<String, Integer>();
        var made = new ArrayList<Charge>();
        for (var charge : listed()) {
            require(charge != null, "A charge is an object");
            boolean sliced = charge.metric() != null && !charge.slice().isRest();
            made.add(charge.charge(digits, sliced ? slices.merge(charge.metric(), 1, Integer::sum) : 0));
        }
        return made;
    }

    List<ChargeTerms> listed() {
        return charges == null ? List.of() : charges;
    }

    private Tax taxed() {
        if (tax == null || tax.rate() == null) {
            return new Tax(BigDecimal.ZERO, "");
        }
        require(
                tax.rate().signum() >= 0
                        && tax.rate().compareTo(BigDecimal.ONE) <= 0
                        && tax.rate().scale() <= 6,
                "A tax rate is from 0 to 1");
        return new Tax(tax.rate(), tax.text() == null ? "" : tax.text());
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
