package usher.kit.access;

import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    record Service(String name, TenantId tenant) implements Caller {}

    default Credential credential() {
        return switch (this) {
            case Anyone anyone -> Credential.ANYONE;
            case PublishableKey key -> Credential.PUBLISHABLE_KEY;
            case SecretKey key -> Credential.SECRET_KEY;
            case Visitor visitor -> Credential.VISITOR;
            case Member member -> Credential.MEMBER;
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
            case Service service -> service.tenant();
        };
    }
}
