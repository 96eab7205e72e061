package usher.admin.sealing;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.arc.All;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Database;
import usher.admin.Eventually;
import usher.admin.tenant.IdentityKeys;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.seal.Resealing;
import usher.kit.seal.SealedColumn;
import usher.kit.seal.Sealer;
import usher.kit.test.SealingKeys;

/** What was sealed by an old key is readable when that key is gone, if it was sealed anew in between. */
@QuarkusTest
@WithTestResource(AdminPlatform.class)
class ResealingTest {
    private static final String RESEAL = "/api/v1/admin/credentials/reseal";
    private static final TenantId PLATFORM = new TenantId(new UUID(0, 0));
    private static final String IDENTITY =
            "update identity_secret set sealed_secret = $2 where tenant_id = $1 returning 1";
    private static final String ENDPOINT = """
            insert into webhook_endpoint (tenant_id, id, url, events, enabled, sealed_secret, sealed_former_secret,
                                          former_until, created_at, updated_at)
            values ($1, $1, 'https://example.com/', '{*}', false, $2, $3, now(), now(), now()) returning 1
            """;
    private static final String SIGNING = """
            insert into signing_key (generation, kid, public_jwk, sealed_private_jwk, signs_from, retired_at, created_at)
            values (900, 'reseal', '{}', $1, now(), now() - interval '1 day', now()) returning 1
            """;

    @Inject
    Database database;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Inject
    IdentityKeys identityKeys;

    @Inject
    @All
    List<SealedColumn.Known> known;

    private final Sealer old = SealingKeys.sealer(1);
    private final Sealer both = SealingKeys.sealer(2, 1);
    private final Sealer fresh = SealingKeys.sealer(2);

    @Test
    void secretsOutliveTheKeyThatSealedThemAndIdentityKeysAreAnnounced() throws Throwable {
        // Given
        var mine = tenant("Mine");
        var other = tenant("Other");
        database.texts(SIGNING, old.seal(PLATFORM, "private"));
        var before = version(mine);

        // When
        var first = reseal();
        var second = reseal();

        // Then
        assertEquals(7, first);
        assertEquals(0, second);
        assertEquals("private", fresh.open(PLATFORM, taken("signing_key", "sealed_private_jwk", "kid = 'reseal'")));
        for (var tenant : List.of(mine, other)) {
            var row = "tenant_id = '" + tenant.value() + "'";
            assertEquals("former", fresh.open(tenant, read("webhook_endpoint", "sealed_former_secret", row)));
            assertEquals("secret", fresh.open(tenant, taken("webhook_endpoint", "sealed_secret", row)));
            assertEquals("identity", fresh.open(tenant, read("identity_secret", "sealed_secret", row)));
            var told = Eventually.see(
                    () -> read("tenant_snapshot", "data #>> '{identity_keys,0,sealed_secret}'", row),
                    text -> text.equals(read("identity_secret", "sealed_secret", row)));
            assertEquals("identity", fresh.open(tenant, told));
        }
        assertTrue(version(mine) > before);
        database.texts(
                "update identity_secret set revoked_at = now() where tenant_id in ($1, $2)",
                mine.value(),
                other.value());
    }

    @Test
    void keysInUseAreSealedAnewByNothingThatDoesNotAnnounceThem() throws Throwable {
        // Given
        var tenant = tenant("Between");
        var row = "tenant_id = '" + tenant.value() + "'";

        // When
        VertxContextSupport.subscribeAndAwait(new Resealing(jobs, both, known)::run);

        // Then
        assertEquals("identity", old.open(tenant, read("identity_secret", "sealed_secret", row)));
        reseal();
        assertEquals("identity", fresh.open(tenant, read("identity_secret", "sealed_secret", row)));
        database.texts("update identity_secret set revoked_at = now() where tenant_id = $1", tenant.value());
    }

    @Test
    void everySealedColumnIsNamed() {
        var found = database.texts("select table_name || '.' || column_name from information_schema.columns"
                + " where table_schema = 'admin' and column_name like '%sealed%'");
        Set<String> named = new Resealing(jobs, both, known)
                .columns().stream()
                        .map(column -> column.table() + '.' + column.column())
                        .collect(Collectors.toSet());

        assertTrue(named.containsAll(found), "name each of " + found + " in SealedColumns");
    }

    @Test
    void isForThePlatformsAdministratorsAlone() {
        var tenant = Admin.tenant("A tenant");

        Admin.member(Role.ADMIN, tenant.id()).request().post(RESEAL).then().statusCode(403);
        Admin.platform().request().post(RESEAL).then().statusCode(200).body("resealed", equalTo(0));
    }

    private int reseal() throws Throwable {
        var resealing = new PlatformResealing(jobs, both, identityKeys, new Resealing(jobs, both, known));
        return VertxContextSupport.subscribeAndAwait(resealing::run).resealed();
    }

    private TenantId tenant(String name) {
        var tenant = TenantId.fromString(Admin.tenant(name).id());
        database.texts(IDENTITY, tenant.value(), old.seal(tenant, "identity"));
        database.texts(ENDPOINT, tenant.value(), old.seal(tenant, "secret"), old.seal(tenant, "former"));
        return tenant;
    }

    private long version(TenantId tenant) {
        return Long.parseLong(read("tenant", "version", "id = '" + tenant.value() + "'"));
    }

    private String read(String table, String column, String row) {
        var found = database.texts("select " + column + " from " + table + " where " + row);
        return found.isEmpty() ? "" : found.getFirst();
    }

    private String taken(String table, String column, String row) {
        return database.texts("delete from " + table + " where " + row + " returning " + column)
                .getFirst();
    }
}
