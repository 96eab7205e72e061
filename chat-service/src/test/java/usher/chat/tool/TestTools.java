package usher.chat.tool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import usher.contracts.event.Event;
import usher.contracts.event.LiveSource;
import usher.contracts.event.ToolDefinition;
import usher.contracts.event.ToolsChanged;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;

/** Tools as tool-service would have announced them. */
public final class TestTools {
    private TestTools() {}

    /** A tool that takes any object. */
    public static ToolDefinition tool(String name, String risk) {
        return new ToolDefinition(
                new ToolId(UUID.randomUUID()),
                name,
                "Does " + name,
                "Doing " + name,
                "Did " + name,
                JsonNodeFactory.instance.objectNode().put("type", "object"),
                risk,
                false);
    }

    public static void announce(long version, TenantId tenant, ToolDefinition... tools) {
        announce(new ToolsChanged(tenant, version, List.of(tools), List.of()));
    }

    public static void announce(long version, TenantId tenant, LiveSource... sources) {
        announce(new ToolsChanged(tenant, version, List.of(), List.of(sources)));
    }

    private static void announce(ToolsChanged data) {
        var tenant = data.tenant();
        var event = new Event<>(
                new EventId(UUID.randomUUID()), "usher/tool-service", data.type(), tenant, Instant.now(), data);
        CDI.current().select(Tools.class).get().store(List.of(event)).await().atMost(Duration.ofSeconds(10));
    }
}
