package usher.chat.model.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.UUID;
import usher.contracts.event.ToolDefinition;
import usher.contracts.id.ToolId;

/** The tools of a small shop, as a tenant describes them. */
public final class TestTools {
    public static final ToolDefinition ORDER = tool(
            "get_order_status",
            "Looks up where an order of the signed-in customer is: packed, shipped or delivered, with the carrier.",
            """
            {"type":"object","properties":{"order":{"type":"string","description":"The order number, for example 1042",
             "pattern":"^#?[0-9]{3,10}$"}},"required":["order"]}
            """);
    public static final ToolDefinition BOOKING = tool(
            "book_appointment",
            "Books an appointment of half an hour in the store: a boot fitting, gear advice or a repair.",
            """
            {"type":"object","properties":{
             "service":{"type":"string","description":"What the appointment is for","enum":["boot fitting","gear advice","repair"]},
             "date":{"type":"string","description":"The day","format":"date"},
             "time":{"type":"string","description":"The time of day in 24 hours, for example 14:30",
              "pattern":"^([01][0-9]|2[0-3]):[0-5][0-9]$"}},"required":["service","date","time"]}
            """);
    public static final ToolDefinition STOCK =
            tool("check_inventory", "Checks whether a product is in stock, how many are left and what it costs.", """
            {"type":"object","properties":{"product":{"type":"string",
             "description":"The name of the product, for example Vind tent or rain jacket"}},"required":["product"]}
            """);
    public static final ToolDefinition REFUND = tool(
            "refund_order",
            "Refunds an order of the signed-in customer: pays its money back to the card, the whole amount or a part.",
            """
            {"type":"object","properties":{"order":{"type":"string",
             "description":"The order number, for example 1042","pattern":"^#?[0-9]{3,10}$"},
             "amount":{"type":"number","description":"How many euros, when it is less than all of it"}},"required":["order"]}
            """);
    public static final List<ToolDefinition> ALL = List.of(ORDER, BOOKING, STOCK, REFUND);

    private TestTools() {}

    public static ToolDefinition tool(String name, String description, String parameters) {
        return new ToolDefinition(
                new ToolId(UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                name,
                description,
                name,
                name,
                json(parameters),
                "read",
                false);
    }

    public static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
