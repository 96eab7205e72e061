package usher.local.shop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import usher.local.shop.Webhooks.Reply;

/**
 * The shop's own API below {@code /demo/api}, as a workflow of somebody else's uses it: entered with a bearer key, and a
 * booking is made once per Idempotency-Key. What it knows is what the tools know.
 */
final class ShopApi {

    private static final String ORDERS = "orders/";

    private final Tool orderStatus;
    private final Tool inventory;
    private final Tool booking;

    ShopApi(ShopStore store) {
        this.orderStatus = new OrderStatus(store);
        this.inventory = new Inventory(store);
        this.booking = new Booking(store);
    }

    /** {@code path} is what follows {@code /demo/api/}. */
    Reply answer(HttpServerRequest request, String path, byte[] body, ShopKeys keys) {
        if (!keys.apiKey().map(key -> enters(request, key)).orElse(false)) {
            return problem(401, "unauthorized", "Send the shop's key: Authorization: Bearer …");
        }
        boolean reads = request.method() == HttpMethod.GET;
        if (reads && path.startsWith(ORDERS)) {
            return order(request, path.substring(ORDERS.length()));
        }
        if (reads && path.equals("products")) {
            return reply(inventory.call(new ToolCall(arguments("product", request.getParam("name")), "")));
        }
        return path.equals("appointments") && request.method() == HttpMethod.POST
                ? book(request.getHeader("idempotency-key"), body)
                : problem(404, "not-found", "The shop has nothing there.");
    }

    private static boolean enters(HttpServerRequest request, String key) {
        String said = Optional.ofNullable(request.getHeader("authorization")).orElse("");
        return MessageDigest.isEqual(
                ("Bearer " + key).getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
    }

    private Reply order(HttpServerRequest request, String number) {
        ObjectNode arguments = arguments("order", number);
        arguments.put("customer_id", request.getParam("customer"));
        return reply(orderStatus.call(new ToolCall(arguments, "")));
    }

    private Reply book(String key, byte[] body) {
        if (key == null || key.isBlank()) {
            return problem(400, "idempotency-key-required", "Send an Idempotency-Key with what changes something.");
        }
        try {
            return reply(booking.call(new ToolCall(ShopJson.MAPPER.readTree(body), key)));
        } catch (IOException _) {
            return problem(400, "body-malformed", "The body is not JSON.");
        }
    }

    private static Reply reply(ToolAnswer answer) {
        return switch (answer) {
            case ToolAnswer.Done(var result, var display) -> Reply.of(200, Map.of("data", result, "summary", display));
            case ToolAnswer.Failed(var reason) -> problem(422, reason.code(), reason.message());
        };
    }

    private static Reply problem(int status, String code, String message) {
        return Reply.of(status, Map.of("code", code, "message", message));
    }

    private static ObjectNode arguments(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }
}
