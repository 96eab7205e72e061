package usher.local.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The tools by name, called only by who can sign for it. */
final class Webhooks {

    /** An answer to a webhook call: a status and a JSON body. */
    record Reply(int status, byte[] body) {

        static Reply of(int status, Object body) {
            try {
                return new Reply(status, ShopJson.MAPPER.writeValueAsBytes(body));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        static Reply refusal(int status, String code, String message) {
            return of(status, ToolAnswer.failed(code, message));
        }
    }

    private final Map<String, Tool> tools;
    private final InstantSource clock;

    Webhooks(ShopStore store, InstantSource clock) {
        this.clock = clock;
        this.tools = Map.of(
                "get_order_status", new OrderStatus(store),
                "book_appointment", new Booking(store),
                "check_inventory", new Inventory(store),
                "refund_order", new Refunding(store));
    }

    Reply answer(String name, MultiMap headers, byte[] body, ShopKeys keys) {
        Tool tool = tools.get(name);
        if (tool == null) {
            return Reply.refusal(404, "tool-unknown", "The shop has no such tool.");
        }
        Optional<WebhookSignature> signature = keys.signatureOf(name);
        if (signature.isEmpty() || !verifies(signature.get(), headers, body)) {
            return Reply.refusal(401, "signature-invalid", "The signature does not fit.");
        }
        return call(tool, headers, body);
    }

    private boolean verifies(WebhookSignature signature, MultiMap headers, byte[] body) {
        return signature.verifies(
                header(headers, "webhook-id"),
                header(headers, "webhook-timestamp"),
                body,
                header(headers, "webhook-signature"),
                clock.instant());
    }

    private static Reply call(Tool tool, MultiMap headers, byte[] body) {
        try {
            JsonNode request = ShopJson.MAPPER.readTree(body);
            String key = headers.contains("idempotency-key")
                    ? header(headers, "idempotency-key")
                    : header(headers, "webhook-id");
            return Reply.of(200, tool.call(new ToolCall(request.path("arguments"), key)));
        } catch (IOException _) {
            return Reply.refusal(400, "body-malformed", "The body is not JSON.");
        }
    }

    private static String header(MultiMap headers, String name) {
        return Optional.ofNullable(headers.get(name)).orElse("");
    }
}
