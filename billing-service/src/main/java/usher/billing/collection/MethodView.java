package usher.billing.collection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.PaymentMethodId;

/** A kept way to pay, fit to be shown: {@code Visa •••• 4242}, {@code 04/2031}. {@code preferred} is charged unless another is named. */
record MethodView(
        PaymentMethodId id,
        String provider,
        String kind,
        String label,
        @Nullable String expires,
        boolean preferred,
        Instant createdAt) {
    static MethodView of(Method method) {
        return new MethodView(
                method.id(),
                method.provider(),
                method.kind(),
                method.label(),
                method.expires(),
                method.preferred(),
                method.createdAt());
    }
}
