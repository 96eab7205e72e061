package usher.contracts.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;

/**
 * What a visitor of a tenant may use, complete each time; {@code version} grows with every change. Each grant ends by itself, so
 * nothing has to be said when its time comes. Without a visitor it is what those have who have no grant of their own; a tenant
 * of whom this was never said sets its visitors no limits.
 */
public record VisitorEntitled(TenantId tenant, @Nullable VisitorId visitor, long version, List<VisitorGrant> grants)
        implements EventData {
    public static final String TYPE = "usher.visitor.entitled.v1";

    public VisitorEntitled {
        Required.positive(version, "version");
        Required.present(tenant, "tenant");
        grants = List.copyOf(grants);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Topic topic() {
        return Topic.VISITORS;
    }

    @Override
    public String part() {
        return visitor == null ? "" : visitor.toString();
    }
}
