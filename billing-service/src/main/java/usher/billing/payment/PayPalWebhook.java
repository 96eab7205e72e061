package usher.billing.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.billing.payment.PayPalApi.Call;
import usher.kit.problem.Refusal;

/**
 * Whether PayPal sent a webhook: PayPal is asked, with the body byte for byte as it came, because its signature covers a checksum of
 * it. PayPal repeats a delivery for three days, so what is older is refused and what is younger is not.
 */
@ApplicationScoped
class PayPalWebhook {
    private static final Duration LONGEST_REPEATED = Duration.ofDays(3).plusHours(1);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final PayPalApi api;
    private final PayPalDisputes disputes;
    private final PayPalConfig config;
    private final InstantSource clock;

    PayPalWebhook(PayPalApi api, PayPalDisputes disputes, PayPalConfig config, InstantSource clock) {
        this.api = api;
        this.disputes = disputes;
        this.config = config;
        this.clock = clock;
    }

    /** As {@link PaymentProvider#verified}. */
    Uni<Optional<Told>> verified(ProviderSettings settings, MultiMap headers, byte[] body) {
        return Uni.createFrom().deferred(() -> {
            var text = text(body);
            var event = event(text);
            var question = question(settings, headers, text);
            return api.ask(settings, new Call(HttpMethod.POST, "/v1/notifications/verify-webhook-signature", question))
                    .onFailure(PayPalWebhook::isNo)
                    .transform(no -> forged())
                    .invoke(answer -> {
                        if (!"SUCCESS".equals(answer.getString("verification_status"))) {
                            throw forged();
                        }
                    })
                    .chain(() -> about(settings, event));
        });
    }

    /** PayPal's own refusal to look at it; that it refuses us is another matter. */
    private static boolean isNo(Throwable failure) {
        return failure instanceof ProviderFault fault
                && fault.declined()
                && !fault.code().equals("credentials-refused");
    }

    private String question(ProviderSettings settings, MultiMap headers, String body) {
        requireTime(header(headers, "PAYPAL-TRANSMISSION-TIME"));
        var known = new JsonObject()
                .put("auth_algo", header(headers, "PAYPAL-AUTH-ALGO"))
                .put("cert_url", certificate(header(headers, "PAYPAL-CERT-URL")))
                .put("transmission_id", header(headers, "PAYPAL-TRANSMISSION-ID"))
                .put("transmission_sig", header(headers, "PAYPAL-TRANSMISSION-SIG"))
                .put("transmission_time", header(headers, "PAYPAL-TRANSMISSION-TIME"))
                .put("webhook_id", settings.get(PayPal.WEBHOOK_ID))
                .encode();
        // Not through a tree: the bytes between the braces are what was signed. That they are one JSON object was
        // checked.
        return known.substring(0, known.length() - 1) + ",\"webhook_event\":" + body + "}";
    }

    private String certificate(String url) {
        try {
            var uri = new URI(url);
            var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            var domain = config.certificateDomain();
            if ("https".equals(uri.getScheme()) && (host.equals(domain) || host.endsWith("." + domain))) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            // As one from elsewhere.
        }
        throw forged();
    }

    private void requireTime(String text) {
        try {
            var sent = OffsetDateTime.parse(text).toInstant();
            Instant now = clock.instant();
            if (sent.isBefore(now.minus(LONGEST_REPEATED)) || sent.isAfter(now.plus(CLOCKS_DIFFER))) {
                throw forged();
            }
        } catch (DateTimeException malformed) {
            throw forged();
        }
    }

    private static String header(MultiMap headers, String name) {
        var value = headers.get(name);
        if (value == null || value.isBlank() || value.length() > 2000) {
            throw forged();
        }
        return value;
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw forged();
        }
    }

    private static JsonObject event(String body) {
        try {
            return new JsonObject(body);
        } catch (DecodeException | ClassCastException malformed) {
            throw forged();
        }
    }

    /** The dispute, or the order that the event is about: itself, a capture's, or that of the capture that was given back. */
    private Uni<Optional<Told>> about(ProviderSettings settings, JsonObject event) {
        var type = event.getString("event_type", "");
        var resource = event.getJsonObject("resource", new JsonObject());
        if (type.startsWith("CUSTOMER.DISPUTE.")) {
            return Uni.createFrom()
                    .item(Optional.ofNullable(resource.getString("dispute_id")).map(Told.OfDispute::new));
        }
        return order(settings, type, resource).map(order -> order.map(Told.OfPayment::new));
    }

    private Uni<Optional<String>> order(ProviderSettings settings, String type, JsonObject resource) {
        if (type.startsWith("CHECKOUT.ORDER.")) {
            return Uni.createFrom().item(Optional.ofNullable(resource.getString("id")));
        }
        if (!type.startsWith("PAYMENT.CAPTURE.")) {
            return Uni.createFrom().item(Optional.empty());
        }
        var order = related(resource);
        var capture = order == null ? captureOf(resource) : null;
        return capture == null
                ? Uni.createFrom().item(Optional.ofNullable(order))
                : disputes.orderOf(settings, capture);
    }

    private static @Nullable String related(JsonObject resource) {
        return resource.getJsonObject("supplementary_data", new JsonObject())
                .getJsonObject("related_ids", new JsonObject())
                .getString("order_id");
    }

    private static @Nullable String captureOf(JsonObject refund) {
        for (var link : refund.getJsonArray("links", new JsonArray())) {
            if (link instanceof JsonObject up && "up".equals(up.getString("rel"))) {
                var href = up.getString("href", "");
                var id = href.substring(href.lastIndexOf('/') + 1);
                return id.matches("[A-Za-z0-9]{1,64}") ? id : null;
            }
        }
        return null;
    }

    private static Refusal forged() {
        return new Refusal("signature-invalid", 401, "This was not sent by who it says.");
    }
}
