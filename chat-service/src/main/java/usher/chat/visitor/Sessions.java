package usher.chat.visitor;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.access.Authenticator;
import usher.kit.access.Caller;
import usher.kit.access.InvalidCredential;
import usher.kit.access.Tokens;
import usher.kit.problem.Refusal;
import usher.kit.tenant.TenantSnapshots;
import usher.kit.time.Ids;

/**
 * Opens sessions. Nothing is stored: an unknown visitor gets a new id, a signed one the id that follows from tenant and
 * subject, on every device; the row comes with the first question.
 */
@ApplicationScoped
public class Sessions {
    private final TenantSnapshots tenants;
    private final Identities identities;
    private final Authenticator authenticator;
    private final Tokens tokens;
    private final SessionConfig config;
    private final Ids ids;
    private final InstantSource clock;

    Sessions(
            TenantSnapshots tenants,
            Identities identities,
            Authenticator authenticator,
            Tokens tokens,
            SessionConfig config,
            Ids ids,
            InstantSource clock) {
        this.tenants = tenants;
        this.identities = identities;
        this.authenticator = authenticator;
        this.tokens = tokens;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<SessionView> open(TenantId tenant, OpenSession wanted) {
        var signed = wanted.identity();
        if (signed != null) {
            return tenants.find(tenant).map(known -> {
                if (known == null) {
                    throw Refusal.notFound();
                }
                var identity = identities.verify(known, signed);
                var visitor = named(tenant, "subject:" + identity.get("sub"));
                return session(new Caller.Visitor(tenant, visitor, identity));
            });
        }
        return earlier(tenant, wanted.token()).map(visitor -> session(new Caller.Visitor(tenant, visitor, Map.of())));
    }

    /** The visitor id that a name always leads to within a tenant. */
    public static VisitorId named(TenantId tenant, String name) {
        return new VisitorId(UUID.nameUUIDFromBytes((tenant + "/" + name).getBytes(StandardCharsets.UTF_8)));
    }

    /** Whoever comes back with a good anonymous token stays the same; anybody else begins anew. */
    private Uni<VisitorId> earlier(TenantId tenant, @Nullable String token) {
        if (token == null) {
            return Uni.createFrom().item(new VisitorId(ids.next()));
        }
        return authenticator
                .recognise(token)
                .map(caller -> caller instanceof Caller.Visitor visitor
                                && visitor.tenant().equals(tenant)
                                && visitor.identity().isEmpty()
                        ? visitor.id()
                        : new VisitorId(ids.next()))
                .onFailure(InvalidCredential.class)
                .recoverWithItem(() -> new VisitorId(ids.next()));
    }

    private SessionView session(Caller.Visitor visitor) {
        boolean identified = !visitor.identity().isEmpty();
        var expiresAt = clock.instant().plus(identified ? config.identified() : config.anonymous());
        return new SessionView(tokens.visitor(visitor, expiresAt), visitor.id(), identified, expiresAt);
    }
}
