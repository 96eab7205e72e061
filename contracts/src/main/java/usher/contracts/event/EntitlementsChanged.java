package usher.contracts.event;

import java.util.List;
import usher.contracts.id.TenantId;

/** What a tenant's plan allows, complete each time; {@code version} grows with every change. A metric without a limit is unlimited. */
public record EntitlementsChanged(TenantId tenant, long version, String plan, List<Limit> limits, String priceList)
        implements EventData {
    public static final String TYPE = "usher.entitlements.changed.v1";

    public EntitlementsChanged {
        Required.positive(version, "version");
        Required.present(tenant, "tenant");
        limits = List.copyOf(limits);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Topic topic() {
        return Topic.ENTITLEMENTS;
    }
}
