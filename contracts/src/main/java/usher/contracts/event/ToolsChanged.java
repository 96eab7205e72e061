package usher.contracts.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;

/**
 * The enabled tools of a tenant as a model may see them, and what may be asked to ground answers, complete each time; {@code
 * version} grows with every change. {@code counts} is how many there are of what plans have a number for, by its name in plans.
 */
public record ToolsChanged(
        TenantId tenant, long version, List<ToolDefinition> tools, List<LiveSource> sources, Map<String, Long> counts)
        implements EventData {
    public static final String TYPE = "usher.tools.changed.v1";

    /** Events from before there were sources, or counts, have none. */
    public ToolsChanged(
            TenantId tenant,
            long version,
            List<ToolDefinition> tools,
            @Nullable List<LiveSource> sources,
            @Nullable Map<String, Long> counts) {
        Required.positive(version, "version");
        Required.present(tenant, "tenant");
        this.tenant = tenant;
        this.version = version;
        this.tools = List.copyOf(tools);
        this.sources = sources == null ? List.of() : List.copyOf(sources);
        this.counts = counts == null ? Map.of() : Map.copyOf(counts);
    }

    /** That counts nothing. */
    public ToolsChanged(TenantId tenant, long version, List<ToolDefinition> tools, List<LiveSource> sources) {
        this(tenant, version, tools, sources, null);
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
