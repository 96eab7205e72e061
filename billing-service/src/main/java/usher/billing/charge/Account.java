package usher.billing.charge;

import java.util.List;
import java.util.Map;

/**
 * Everything that the bills of one tenant for one period depend on. {@code reopened} are segments of earlier periods with
 * late usage; {@code credits} is what the tenant has in hand, by currency; {@code reversed} says that the buyer owes the tax.
 */
public record Account(
        Period period,
        Proration proration,
        Timeline timeline,
        Consumption used,
        List<Charged> reopened,
        Map<String, Long> credits,
        boolean reversed) {
    public Account {
        reopened = List.copyOf(reopened);
        credits = Map.copyOf(credits);
    }

    Tax tax(Terms terms) {
        return reversed ? Tax.REVERSED : terms.tax();
    }
}
