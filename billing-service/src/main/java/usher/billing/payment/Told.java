package usher.billing.payment;

/** What a webhook is about, by the provider's id. No more of it is believed. */
public sealed interface Told {
    record OfPayment(String id) implements Told {}

    record OfDispute(String id) implements Told {}
}
