package usher.kit.access;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.contracts.access.Scope;
import usher.contracts.id.GrantId;
import usher.contracts.id.KeyId;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;

/** Who sent a request, as its credential says. */
public sealed interface Caller {
    record Anyone() implements Caller {}

    record PublishableKey(TenantId tenant, KeyId key) implements Caller {}

    record SecretKey(TenantId tenant, KeyId key) implements Caller {}

    /** {@code identity} holds the claims the tenant's server signed for this person; empty for an anonymous one. */
    record Visitor(TenantId tenant, VisitorId id, Map<String, Object> identity) implements Caller {
        public Visitor {
            identity = Map.copyOf(identity);
        }
    }

    /** A member without a tenant works for the platform. */
    record Member(
            MemberId id, String email, Role role, @Nullable TenantId tenant) implements Caller {}

    /** A program that a member lets act for the tenant; it may do what the scopes say and no more. */
    record Delegate(TenantId tenant, MemberId member, GrantId grant, Set<Scope> scopes) implements Caller {
        public Delegate {
            scopes = Set.copyOf(scopes);
        }
    }

    record Service(String name, TenantId tenant) implements Caller {}

    default Credential credential() {
        return switch (this) {
            case Anyone anyone -> Credential.ANYONE;
            case PublishableKey key -> Credential.PUBLISHABLE_KEY;
            case SecretKey key -> Credential.SECRET_KEY;
            case Visitor visitor -> Credential.VISITOR;
            case Member member -> Credential.MEMBER;
            case Delegate delegate -> Credential.DELEGATE;
            case Service service -> Credential.SERVICE;
        };
    }

    /** The tenant the credential belongs to; null for members of the platform and for anyone. */
    default @Nullable TenantId ownTenant() {
        return switch (this) {
            case Anyone anyone -> null;
            case PublishableKey key -> key.tenant();
            case SecretKey key -> key.tenant();
            case Visitor visitor -> visitor.tenant();
            case Member member -> member.tenant();
            case Delegate delegate -> delegate.tenant();
            case Service service -> service.tenant();
        };
    }
}
