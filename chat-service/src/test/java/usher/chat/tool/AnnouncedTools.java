package usher.chat.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import usher.contracts.event.Event;
import usher.contracts.event.ToolDefinition;
import usher.contracts.event.ToolsChanged;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;

/** Tools as tool-service would have announced them. */
public final class AnnouncedTools {
    /** Moves money; who is paid is not the model's to say. */
    public static final ToolDefinition REFUND = tool(
            "refund_order",
            "money",
            "Refund of order {order}",
            "Refunded order {order}",
            "{\"type\":\"object\",\"properties\":{\"order\":{\"type\":\"string\",\"title\":\"Order\"},\"amount_in_euros\":{\"type\":\"number\"}}}");

    public static final ToolDefinition LOOK_UP = tool(
            "look_up_order",
            "read",
            "Checking order {order}",
            "Checked order {order}",
            "{\"type\":\"object\",\"properties\":{\"order\":{\"type\":\"string\"}}}");

    private AnnouncedTools() {}

    public static void announce(TenantId tenant, ToolDefinition... tools) {
        var data = new ToolsChanged(tenant, 1, List.of(tools), List.of());
        var event = new Event<>(
                new EventId(UUID.randomUUID()), "usher/tool-service", data.type(), tenant, Instant.now(), data);
        CDI.current().select(Tools.class).get().store(List.of(event)).await().atMost(Duration.ofSeconds(10));
    }

    private static ToolDefinition tool(String name, String risk, String label, String doneLabel, String parameters) {
        try {
            return new ToolDefinition(
                    new ToolId(UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                    name,
                    "Does what it is called.",
                    label,
                    doneLabel,
                    new ObjectMapper().readTree(parameters),
                    risk,
                    false);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
