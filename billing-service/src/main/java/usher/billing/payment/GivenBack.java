package usher.billing.payment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a payment went back, in minor units. A provider either says how much in all, without what lost disputes took (Stripe); or it names each
 * refund, and what a dispute takes out may be one of them, without saying so (PayPal).
 *
 * @param refunds null where they are not named
 * @param disputes those about the payment, as far as the provider was asked for them
 */
public record GivenBack(long amountMinor, @Nullable List<Refund> refunds, List<ProviderDispute> disputes) {
    public GivenBack {
        refunds = refunds == null ? null : List.copyOf(refunds);
        disputes = List.copyOf(disputes);
    }

    /** {@code asked} is the name that we gave it, if it was asked for here. */
    public record Refund(String id, @Nullable String asked, long amountMinor, Instant at) {}

    static GivenBack inAll(long amountMinor) {
        return new GivenBack(amountMinor, null, List.of());
    }

    static GivenBack each(List<Refund> refunds, List<ProviderDispute> disputes) {
        return new GivenBack(refunds.stream().mapToLong(Refund::amountMinor).sum(), refunds, disputes);
    }
}
