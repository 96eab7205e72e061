package usher.billing.payment;

import com.paypal.sdk.exceptions.ApiException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What PayPal's errors mean, whoever asked: the SDK or we. */
final class PayPalRefusal {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private PayPalRefusal() {}

    /** Whether PayPal has looked at what was asked. */
    static boolean isAnswer(ApiException failure) {
        return failure.getResponseCode() < SERVER_ERRORS && failure.getResponseCode() != TOO_MANY_REQUESTS;
    }

    /** A {@link ProviderFault} if it is an answer; what may be asked again otherwise. */
    static RuntimeException of(ApiException failure) {
        if (!isAnswer(failure)) {
            return new IllegalStateException("PayPal answered " + failure.getResponseCode());
        }
        return of(
                failure.getResponseCode(),
                failure.getHttpContext().getResponse().getBody());
    }

    static ProviderFault of(int status, String body) {
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            return new ProviderFault(true, "credentials-refused", null);
        }
        try {
            return new ProviderFault(true, issue(new JsonObject(body)), null);
        } catch (DecodeException | ClassCastException unreadable) {
            return new ProviderFault(false, "provider-unreadable", unreadable);
        }
    }

    /** The first detail says more than the name. */
    private static String issue(JsonObject problem) {
        var details = problem.getJsonArray("details", new JsonArray());
        var name = problem.getString("name", "refused");
        return details.isEmpty() ? name : details.getJsonObject(0).getString("issue", name);
    }
}
