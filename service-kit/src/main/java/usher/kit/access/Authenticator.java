package usher.kit.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.TenantKey;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.TenantId;
import usher.kit.access.Tokens.Checked;
import usher.kit.problem.Refusal;
import usher.kit.tenant.TenantSnapshot;
import usher.kit.tenant.TenantSnapshots;

/** Recognises a bearer credential of any kind. Fails with {@link InvalidCredential} for what is none, or with the refusal of a suspended tenant. */
@ApplicationScoped
public class Authenticator {
    private static final int LONGEST = 8192;

    private final Tokens tokens;
    private final MemberTokens memberTokens;
    private final DelegateTokens delegateTokens;
    private final Revocations revocations;
    private final TenantSnapshots tenants;
    private final InstantSource clock;
    /** Checking a signature costs more than the rest of a small request; a checked token holds until it ends. */
    private final Cache<String, Checked<? extends Caller>> checked = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    Authenticator(
            Tokens tokens,
            MemberTokens memberTokens,
            DelegateTokens delegateTokens,
            Revocations revocations,
            TenantSnapshots tenants,
            InstantSource clock) {
        this.tokens = tokens;
        this.memberTokens = memberTokens;
        this.delegateTokens = delegateTokens;
        this.revocations = revocations;
        this.tenants = tenants;
        this.clock = clock;
    }

    public Uni<Caller> recognise(String credential) {
        if (credential.length() > LONGEST) {
            return invalid();
        }
        if (credential.startsWith("pk_") || credential.startsWith("sk_")) {
            return key(credential);
        }
        return token(credential).call(this::mayStillAct);
    }

    private Uni<Caller> key(String text) {
        var sha256 = sha256(text);
        return tenants.ofKey(sha256).map(tenant -> {
            var key = tenant == null ? null : tenant.key(sha256, clock.instant());
            if (tenant == null || key == null) {
                throw new InvalidCredential();
            }
            requireActive(tenant);
            return key.kind() == TenantKey.Kind.SECRET
                    ? new Caller.SecretKey(tenant.id(), key.id())
                    : new Caller.PublishableKey(tenant.id(), key.id());
        });
    }

    private Uni<Caller> token(String token) {
        var known = checked.getIfPresent(token);
        if (known != null) {
            return clock.instant().isBefore(known.expiresAt())
                    ? Uni.createFrom().item(known.caller())
                    : invalid();
        }
        return Uni.createFrom()
                .deferred(() -> check(token))
                .invoke(fresh -> checked.put(token, fresh))
                .onFailure(IllegalArgumentException.class)
                .transform(malformed -> new InvalidCredential())
                .map(Checked::caller);
    }

    private Uni<Checked<? extends Caller>> check(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new InvalidCredential();
        }
        var issuer = text(parts[1], "iss");
        if (delegateTokens.mayBeOf(issuer)) {
            return delegateTokens.check(token, text(parts[0], "kid")).map(delegate -> delegate);
        }
        return switch (issuer) {
            case Tokens.VISITOR_ISSUER -> Uni.createFrom().item(tokens.visitor(token));
            case Tokens.SERVICE_ISSUER -> Uni.createFrom().item(tokens.service(token));
            case MemberTokens.ISSUER ->
                memberTokens.check(token, text(parts[0], "kid")).map(member -> member);
            default -> throw new InvalidCredential();
        };
    }

    private Uni<Void> mayStillAct(Caller caller) {
        var notRevoked = revoked(caller).invoke(Authenticator::requireNotRevoked);
        var tenant = caller.ownTenant();
        return tenant == null ? notRevoked.replaceWithVoid() : notRevoked.chain(() -> tenantMayAct(tenant));
    }

    private Uni<Boolean> revoked(Caller caller) {
        return switch (caller) {
            case Caller.Member member -> revocations.isRevoked(member.id());
            case Caller.Delegate delegate -> revocations.isRevoked(delegate);
            default -> Uni.createFrom().item(false);
        };
    }

    private Uni<Void> tenantMayAct(TenantId id) {
        return tenants.find(id).invoke(Authenticator::requireActive).replaceWithVoid();
    }

    private static void requireNotRevoked(boolean revoked) {
        if (revoked) {
            throw new InvalidCredential();
        }
    }

    private static void requireActive(@Nullable TenantSnapshot tenant) {
        if (tenant == null || tenant.status() == TenantStatus.DELETED) {
            throw new InvalidCredential();
        }
        if (tenant.status() == TenantStatus.SUSPENDED) {
            throw new Refusal("tenant-suspended", 403, "This account is suspended.");
        }
    }

    private static <T> Uni<T> invalid() {
        return Uni.createFrom().failure(new InvalidCredential());
    }

    /** A field of a token's part, not yet trusted. */
    private static String text(String part, String field) {
        try {
            var json = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
            return String.valueOf(new JsonObject(json).getValue(field));
        } catch (DecodeException | ClassCastException malformed) {
            throw new InvalidCredential();
        }
    }

    /** The digest under which a key is known: lower-case hex of SHA-256 over its text. */
    public static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
