package usher.billing.dunning;

import jakarta.validation.constraints.NotNull;

/** What a tenant wants: invoices are charged to its kept method by themselves; its own wallet pays first if it holds the whole amount. */
record Choice(@NotNull Boolean automatic, @NotNull Boolean walletFirst) {
    static final Choice USUAL = new Choice(true, false);
}
