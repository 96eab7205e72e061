package usher.contracts.event;

import java.util.List;
import usher.contracts.id.TenantId;

/** The enabled tools of a tenant as a model may see them, complete each time; {@code version} grows with every change. */
public record ToolsChanged(TenantId tenant, long version, List<ToolDefinition> tools) implements EventData {
    public static final String TYPE = "usher.tools.changed.v1";

    public ToolsChanged {
        Required.positive(version, "version");
        Required.present(tenant, "tenant");
        tools = List.copyOf(tools);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Topic topic() {
        return Topic.TOOLS;
    }
}
