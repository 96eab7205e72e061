package usher.billing.collection;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.page.Moments;

/** Which payments of all tenants: all when nothing is said. */
class AllPaymentsFilter {
    @QueryParam("state")
    @Nullable
    State state;

    @QueryParam("provider")
    @Pattern(regexp = "[a-z][a-z0-9_]{0,39}")
    @Nullable
    String provider;

    @QueryParam("tenant")
    @Nullable
    TenantId tenant;

    @QueryParam("from")
    @Parameter(description = "Begun at this moment or later, as in 2026-11-01T00:00:00Z.")
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(description = "Begun before this moment.")
    @Nullable
    String to;

    @Nullable
    State state() {
        return state;
    }

    @Nullable
    String provider() {
        return provider;
    }

    @Nullable
    TenantId tenant() {
        return tenant;
    }

    @Nullable
    OffsetDateTime since() {
        return Moments.read("/from", from);
    }

    @Nullable
    OffsetDateTime until() {
        return Moments.read("/to", to);
    }
}
