package usher.billing.payment;

import org.jspecify.annotations.Nullable;

/** A provider that payers can choose. */
record OfferedProvider(String provider, @Nullable String publishableKey) {}
