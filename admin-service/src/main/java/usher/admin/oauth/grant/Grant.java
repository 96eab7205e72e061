package usher.admin.oauth.grant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.access.Scope;
import usher.contracts.id.GrantId;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;

/** One member's yes to one program. All tokens that descend from it end with it. */
@Entity
@Table(name = "oauth_grant")
class Grant {
    @Id
    private UUID id;

    private UUID tenantId;
    private UUID memberId;
    private UUID clientId;
    private String clientName;
    private String[] scopes;
    private String resource;
    private Instant createdAt;
    private @Nullable Instant usedAt;
    private @Nullable Instant revokedAt;

    protected Grant() {}

    Grant(GrantId id, Consent consent, String resource, Instant now) {
        this.id = id.value();
        this.tenantId = consent.tenant().value();
        this.memberId = consent.member().value();
        this.clientId = consent.client().id();
        this.clientName = consent.client().name();
        this.scopes = consent.scopes().stream().sorted().map(Scope::text).toArray(String[]::new);
        this.resource = resource;
        this.createdAt = now;
    }

    void use(Instant now) {
        usedAt = now;
    }

    void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
        }
    }

    boolean isLive() {
        return revokedAt == null;
    }

    /** Whether it was given to this client, for this place. */
    boolean isFor(UUID client, String audience) {
        return clientId.equals(client) && resource.equals(audience);
    }

    GrantId id() {
        return new GrantId(id);
    }

    TenantId tenant() {
        return new TenantId(tenantId);
    }

    MemberId member() {
        return new MemberId(memberId);
    }

    UUID client() {
        return clientId;
    }

    String clientName() {
        return clientName;
    }

    Set<Scope> scopes() {
        return Scope.read(String.join(" ", scopes));
    }

    List<String> scopeNames() {
        return List.of(scopes);
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant usedAt() {
        return usedAt;
    }
}
