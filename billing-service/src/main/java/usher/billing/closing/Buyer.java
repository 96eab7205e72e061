package usher.billing.closing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Period;

/** One tenant whose running period is asked for, and to whom its bills go. */
record Buyer(
        UUID tenant,
        ZoneId zone,
        Instant chargedUntil,
        Instant closesAt,
        String name,
        String address,
        @Nullable String country,
        @Nullable String taxId,
        @Nullable String email) {

    Period period() {
        return new Period(chargedUntil, closesAt, zone);
    }

    /** A business in another country owes the tax there itself. */
    boolean owesTaxElsewhere(String sellerCountry) {
        return taxId != null && country != null && !country.equals(sellerCountry);
    }
}
