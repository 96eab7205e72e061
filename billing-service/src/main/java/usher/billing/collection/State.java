package usher.billing.collection;

import java.util.Locale;
import usher.billing.payment.ProviderPayment.Stage;

/** Where a payment is. What failed or was cancelled may still come as money; what succeeded stays so. */
public enum State {
    /** Written here; the provider has not answered yet. */
    CREATED,
    WAITING,
    PROCESSING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** For query parameters; anything else is no value of this kind. */
    public static State fromString(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public boolean mayStillSucceed() {
        return this == CREATED || this == WAITING || this == PROCESSING;
    }

    /** Where what the provider says leads to. Webhooks and look-ups come in any order, so an end is left for success alone. */
    State after(Stage stage) {
        var said = valueOf(stage.name());
        return mayStillSucceed() || said == SUCCEEDED ? said : this;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
