package usher.kit.access;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;

/** The caller of the request at hand. */
@RequestScoped
public class CurrentCaller {
    private Caller caller = new Caller.Anyone();

    public Caller get() {
        return caller;
    }

    /** The tenant of the credential itself. */
    public TenantId tenant() {
        return tenant(null);
    }

    /** The tenant a request is about: members of the platform name one, everybody else has one and may only name that. */
    public TenantId tenant(@Nullable TenantId requested) {
        var own = caller.ownTenant();
        if (own == null) {
            if (requested == null) {
                throw Refusal.invalid("/tenant", "tenant-required", "Say which tenant by ?tenant=ten_….");
            }
            return requested;
        }
        if (requested != null && !requested.equals(own)) {
            throw Refusal.notFound();
        }
        return own;
    }

    public Caller.Member member() {
        if (caller instanceof Caller.Member member) {
            return member;
        }
        throw new IllegalStateException("This operation accepts members alone");
    }

    public Caller.Visitor visitor() {
        if (caller instanceof Caller.Visitor visitor) {
            return visitor;
        }
        throw new IllegalStateException("This operation accepts visitors alone");
    }

    void is(Caller caller) {
        this.caller = caller;
    }
}
