package usher.chat.mcp.protocol;

import usher.contracts.access.Scope;
import usher.contracts.id.TenantId;
import usher.kit.access.Caller;

/** Whoever sent a request, as its credential and its headers say: a tenant's server, or a program that a member lets in. */
public record Client(TenantId tenant, Caller caller, Headers headers) {
    /** A tenant's server may do everything, a program what it was let in for. */
    public boolean may(Scope scope) {
        return !(caller instanceof Caller.Delegate delegate)
                || delegate.scopes().contains(scope);
    }
}
