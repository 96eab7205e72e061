package usher.tool.allowance;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Tells of soft limits that were passed, in the header that turns tell of theirs in. */
@Provider
public class LimitWarningFilter implements ContainerResponseFilter {
    private static final String HEADER = "Usher-Limit-Warning";

    private final LimitWarnings warnings;

    LimitWarningFilter(LimitWarnings warnings) {
        this.warnings = warnings;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var all = warnings.all();
        if (!all.isEmpty()) {
            // Of several of one kind the last counts all of them.
            response.getHeaders().putSingle(HEADER, all.getLast());
        }
    }
}
