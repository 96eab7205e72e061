package usher.billing.collection;

import org.jspecify.annotations.Nullable;
import usher.contracts.id.PaymentMethodId;

/** Which kept method is charged; without one, the preferred one. */
record ChargeInvoice(@Nullable PaymentMethodId method) {}
