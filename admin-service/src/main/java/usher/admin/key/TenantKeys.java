package usher.admin.key;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import usher.contracts.event.IdentityKey;
import usher.contracts.event.TenantKey;
import usher.contracts.id.KeyId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.seal.Sealer;
import usher.kit.time.Ids;

/** Makes, lists and ends keys. Every method runs inside the transaction of its caller, who publishes the change. */
@ApplicationScoped
public class TenantKeys {
    /** Live keys of one kind: enough for any rotation, and the snapshot that carries them stays small. */
    private static final int MOST_KEYS = 10;

    private static final int MOST_IDENTITY_KEYS = 5;
    private static final String LIVE = "(k.expiresAt is null or k.expiresAt > :now)";

    private final Ids ids;
    private final Sealer sealer;
    private final InstantSource clock;

    TenantKeys(Ids ids, Sealer sealer, InstantSource clock) {
        this.ids = ids;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** Refuses with 409 {@code key-limit} when the tenant has as many live keys of the kind as it may. */
    public Uni<IssuedKey> issue(TenantId tenant, TenantKey.Kind kind) {
        return live(tenant)
                .invoke(keys -> refuseMoreThan(
                        MOST_KEYS,
                        keys.stream().filter(key -> key.kind() == kind).count()))
                .chain(() -> store(tenant, kind));
    }

    private Uni<IssuedKey> store(TenantId tenant, TenantKey.Kind kind) {
        var now = clock.instant();
        var text = KeyText.random(kind == TenantKey.Kind.PUBLISHABLE ? "pk_" : "sk_", KeyText.KEY_LENGTH);
        var key = new AccessKey(tenant, new KeyId(ids.next()), kind, text, now);
        return persist(key).replaceWith(new IssuedKey(key.id(), kind, text, key.prefix(), now));
    }

    /** Refuses with 409 {@code key-limit} when the tenant has as many identity keys as it may. */
    public Uni<IssuedIdentityKey> issueIdentityKey(TenantId tenant) {
        return identityKeys(tenant)
                .invoke(keys -> refuseMoreThan(MOST_IDENTITY_KEYS, keys.size()))
                .chain(() -> storeIdentityKey(tenant));
    }

    private Uni<IssuedIdentityKey> storeIdentityKey(TenantId tenant) {
        var text = KeyText.random("ids_", KeyText.SECRET_LENGTH);
        var secret = new IdentitySecret(tenant, new KeyId(ids.next()), sealer.seal(tenant, text), clock.instant());
        return persist(secret).replaceWith(new IssuedIdentityKey(secret.id().toString(), secret.algorithm(), text));
    }

    public Uni<List<KeyView>> list(TenantId tenant) {
        return live(tenant).map(keys -> keys.stream().map(KeyView::of).toList());
    }

    public Uni<List<IdentityKeyView>> listIdentityKeys(TenantId tenant) {
        return identityKeys(tenant)
                .map(keys -> keys.stream().map(IdentityKeyView::of).toList());
    }

    /** Ends a live key after the overlap; 404 when the tenant has no such key. */
    public Uni<Void> retire(TenantId tenant, KeyId id, Duration overlap) {
        return live(tenant)
                .map(keys -> keys.stream().filter(key -> key.id().equals(id)).findFirst())
                .invoke(key -> key.orElseThrow(Refusal::notFound).retire(overlap, clock.instant()))
                .replaceWithVoid();
    }

    /** Ends an identity key at once; 404 when the tenant has no such key. */
    public Uni<Void> revokeIdentityKey(TenantId tenant, KeyId id) {
        return identityKeys(tenant)
                .map(keys -> keys.stream().filter(key -> key.id().equals(id)).findFirst())
                .invoke(key -> key.orElseThrow(Refusal::notFound).revoke(clock.instant()))
                .replaceWithVoid();
    }

    /** Seals the live identity keys with the first sealing key again, and answers how many; one that no key opens stays as it is. */
    public Uni<Integer> reseal(TenantId tenant, Sealer with) {
        return identityKeys(tenant)
                .map(secrets -> secrets.stream()
                        .mapToInt(secret -> secret.reseal(text -> with.again(tenant, text)) ? 1 : 0)
                        .sum());
    }

    /** What other services need to recognise the keys. */
    public Uni<List<TenantKey>> published(TenantId tenant) {
        return live(tenant).map(keys -> keys.stream().map(AccessKey::published).toList());
    }

    public Uni<List<IdentityKey>> publishedIdentityKeys(TenantId tenant) {
        return identityKeys(tenant)
                .map(keys -> keys.stream().map(IdentitySecret::published).toList());
    }

    /** The publishable key to embed, by tenant: the newest that has no end yet or, failing that, the newest live one. */
    public Uni<Map<TenantId, String>> publishable(List<TenantId> tenants) {
        var values = tenants.stream().map(TenantId::value).toList();
        return session(session -> session.createQuery(
                        "from AccessKey k where k.tenantId in (:tenants) and k.publishableKey is not null and " + LIVE
                                + " order by k.expiresAt nulls last, k.id",
                        AccessKey.class)
                .setParameter("tenants", values.isEmpty() ? List.of(new UUID(0, 0)) : values)
                .setParameter("now", clock.instant())
                .getResultList()
                .map(TenantKeys::lastByTenant));
    }

    private static Map<TenantId, String> lastByTenant(List<AccessKey> keys) {
        return keys.stream().collect(Collectors.toMap(AccessKey::tenant, TenantKeys::text, (earlier, later) -> later));
    }

    private static String text(AccessKey key) {
        var text = key.publishableKey();
        if (text == null) {
            throw new IllegalStateException("Only publishable keys are asked for here");
        }
        return text;
    }

    private Uni<List<AccessKey>> live(TenantId tenant) {
        return session(session -> session.createQuery(
                        "from AccessKey k where k.tenantId = :tenant and " + LIVE + " order by k.id", AccessKey.class)
                .setParameter("tenant", tenant.value())
                .setParameter("now", clock.instant())
                .getResultList());
    }

    private static Uni<List<IdentitySecret>> identityKeys(TenantId tenant) {
        return session(session -> session.createQuery(
                        "from IdentitySecret s where s.tenantId = :tenant and s.revokedAt is null order by s.id",
                        IdentitySecret.class)
                .setParameter("tenant", tenant.value())
                .getResultList());
    }

    private static void refuseMoreThan(int most, long present) {
        if (present >= most) {
            throw new Refusal("key-limit", 409, "Remove a key before you add another one.").with("limit", most);
        }
    }

    private static Uni<Void> persist(Object entity) {
        return session(session -> session.persist(entity));
    }

    private static <T> Uni<T> session(Function<Mutiny.Session, Uni<T>> act) {
        return Panache.getSession().chain(act::apply);
    }
}
