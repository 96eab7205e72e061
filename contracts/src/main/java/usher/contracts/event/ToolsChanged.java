package usher.contracts.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;

/**
 * The enabled tools of a tenant as a model may see them, and what may be asked to ground answers, complete each time; {@code
 * version} grows with every change.
 */
public record ToolsChanged(TenantId tenant, long version, List<ToolDefinition> tools, List<LiveSource> sources)
        implements EventData {
    public static final String TYPE = "usher.tools.changed.v1";

    /** Events from before there were sources have none. */
    public ToolsChanged(TenantId tenant, long version, List<ToolDefinition> tools, @Nullable List<LiveSource> sources) {
        Required.positive(version, "version");
        Required.present(tenant, "tenant");
        this.tenant = tenant;
        this.version = version;
        this.tools = List.copyOf(tools);
        this.sources = sources == null ? List.of() : List.copyOf(sources);
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
