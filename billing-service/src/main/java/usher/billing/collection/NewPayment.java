package usher.billing.collection;

import org.jspecify.annotations.Nullable;
import usher.billing.collection.Payment.Purpose;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.PaymentMethodId;
import usher.contracts.id.WalletId;
import usher.contracts.money.Money;

/** A payment that is about to be written. {@code method}: the kept one to charge with nobody present. */
public record NewPayment(
        Purpose purpose,
        @Nullable InvoiceId invoice,
        @Nullable WalletId wallet,
        Money amount,
        String provider,
        @Nullable PaymentMethodId method,
        String description,
        @Nullable String returnTo,
        boolean keep,
        String actor) {
    public static NewPayment topUp(
            WalletId wallet, Money amount, String provider, @Nullable PaymentMethodId method, Handing handing) {
        return new NewPayment(
                Purpose.TOP_UP,
                null,
                wallet,
                amount,
                provider,
                method,
                "Top-up",
                handing.returnTo(),
                handing.keep(),
                handing.actor());
    }

    /** How a payer is sent on, and who asked for it. */
    public record Handing(@Nullable String returnTo, boolean keep, String actor) {}
}
