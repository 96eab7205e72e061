package usher.admin.tenant;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Eventually;
import usher.admin.SettableClock;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.TenantId;
import usher.kit.access.Authenticator;
import usher.kit.seal.Sealer;
import usher.kit.tenant.TenantSnapshot;
import usher.kit.tenant.TenantSnapshots;

/** What other services learn of a tenant and its keys, read from the snapshot that came round through Kafka. */
@QuarkusTest
@WithTestResource(AdminPlatform.class)
class KeysTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TenantSnapshots snapshots;
    private final Sealer sealer;
    private final SettableClock clock;

    KeysTest(TenantSnapshots snapshots, Sealer sealer, SettableClock clock) {
        this.snapshots = snapshots;
        this.sealer = sealer;
        this.clock = clock;
    }

    @AfterEach
    void comeBackToThePresent() {
        clock.reset();
    }

    @Test
    void announcesANewTenantWithEverythingOthersNeed() {
        var tenant = Admin.tenant("Acme");

        var snapshot = announced(tenant, 1);

        var now = clock.instant();
        assertNotNull(snapshot.key(Authenticator.sha256(tenant.publishableKey()), now));
        assertNotNull(snapshot.key(Authenticator.sha256(tenant.secretKey()), now));
        var identity = snapshot.identityKeys().getFirst();
        assertEquals(tenant.kid(), identity.kid());
        assertEquals("HS256", identity.alg());
        assertEquals(tenant.identitySecret(), sealer.open(id(tenant), String.valueOf(identity.sealedSecret())));
    }

    @Test
    void countsTheVersionUpByOneWithEachChange() {
        var tenant = Admin.tenant("Acme");
        var other = Admin.tenant("Other");

        Admin.platform()
                .request()
                .body(Map.of("name", "Acme 2"))
                .patch(path(tenant))
                .then()
                .statusCode(200);
        issue(tenant, "secret").then().statusCode(201);
        move(tenant, "suspended");
        move(tenant, "suspended");

        var snapshot = announced(tenant, 4);
        assertEquals(4, snapshot.data().version());
        assertEquals("Acme 2", snapshot.name());
        assertEquals(TenantStatus.SUSPENDED, snapshot.status());
        assertEquals(1, announced(other, 1).data().version());
    }

    @Test
    void rotatesASecretKeyWithAnOverlap() {
        // Given
        var tenant = Admin.tenant("Acme");
        var old = keyId(tenant, tenant.secretKey());
        String fresh = issue(tenant, "secret").then().statusCode(201).extract().path("key");

        // When
        retire(tenant, old, "?overlap_seconds=60").then().statusCode(204);

        // Then
        var snapshot = announced(tenant, 3);
        var now = clock.instant();
        var oldDigest = Authenticator.sha256(tenant.secretKey());
        assertNotNull(snapshot.key(oldDigest, now));
        assertNull(snapshot.key(oldDigest, now.plusSeconds(61)));
        assertNotNull(snapshot.key(Authenticator.sha256(fresh), now.plusSeconds(61)));
        clock.advance(Duration.ofSeconds(61));
        keys(tenant).then().body("data.id", not(hasItem(old)));
    }

    @Test
    void neverLengthensAnOverlapThatIsRunning() {
        var tenant = Admin.tenant("Acme");
        var key = keyId(tenant, tenant.secretKey());
        retire(tenant, key, "?overlap_seconds=60").then().statusCode(204);

        retire(tenant, key, "?overlap_seconds=6000").then().statusCode(204);

        clock.advance(Duration.ofSeconds(61));
        keys(tenant).then().body("data.id", not(hasItem(key)));
    }

    @Test
    void endsAKeyAtOnceWithoutAnOverlap() {
        var tenant = Admin.tenant("Acme");

        retire(tenant, keyId(tenant, tenant.publishableKey()), "").then().statusCode(204);

        assertNull(announced(tenant, 2).key(Authenticator.sha256(tenant.publishableKey()), clock.instant()));
        keys(tenant).then().body("data.kind", contains("secret"));
    }

    @Test
    void showsSecretKeysByTheirFirstCharactersOnly() {
        var tenant = Admin.tenant("Acme");

        var keys = keys(tenant);

        keys.then()
                .statusCode(200)
                .body("data.prefix", hasItem(tenant.secretKey().substring(0, 12)));
        keys.then().body("data.key", hasItem(tenant.publishableKey()));
        assertFalse(keys.asString().contains(tenant.secretKey()));
    }

    @Test
    void refusesMoreKeysThanAnybodyNeeds() {
        var tenant = Admin.tenant("Acme");
        for (int more = 1; more < 10; more++) {
            issue(tenant, "secret").then().statusCode(201);
        }

        issue(tenant, "secret").then().statusCode(409).body("code", equalTo("key-limit"));
        issue(tenant, "publishable").then().statusCode(201);
    }

    @Test
    void replacesAnIdentityKey() {
        // Given
        var tenant = Admin.tenant("Acme");
        var admin = Admin.platform();
        var added = admin.request().post(path(tenant) + "/identity-keys");
        added.then().statusCode(201).body("secret", matchesPattern("ids_[0-9A-Za-z]{43}"));
        admin.request().get(path(tenant) + "/identity-keys").then().body("data", hasSize(2));

        // When
        admin.request()
                .delete(path(tenant) + "/identity-keys/" + tenant.kid())
                .then()
                .statusCode(204);

        // Then
        var keys = announced(tenant, 3).identityKeys();
        assertEquals(1, keys.size());
        assertEquals(added.path("kid"), keys.getFirst().kid());
    }

    @Test
    void doesNotEndKeysOfAnotherTenant() {
        var tenant = Admin.tenant("Acme");
        var other = Admin.tenant("Other");

        retire(tenant, keyId(other, other.secretKey()), "").then().statusCode(404);
        Admin.platform()
                .request()
                .delete(path(tenant) + "/identity-keys/" + other.kid())
                .then()
                .statusCode(404);

        keys(other).then().body("data", hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"kind\":\"golden\"}", "{\"kind\":null}", "{\"kind\":\"secret\",\"key\":\"sk_mine\"}"})
    void refusesAKeyOfNoKind(String body) {
        var tenant = Admin.tenant("Acme");

        Admin.platform()
                .request()
                .body(body)
                .post(path(tenant) + "/keys")
                .then()
                .statusCode(400);

        keys(tenant).then().body("data", hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?overlap_seconds=-1", "?overlap_seconds=9999999999", "?overlap_seconds=soon"})
    void refusesAnOverlapThatMakesNoSense(String query) {
        var tenant = Admin.tenant("Acme");

        var answer = retire(tenant, keyId(tenant, tenant.secretKey()), query);

        assertTrue(answer.statusCode() >= 400 && answer.statusCode() < 500);
        keys(tenant).then().body("data", hasSize(2));
    }

    private TenantSnapshot announced(Admin.Created tenant, long version) {
        return Eventually.see(
                () -> snapshots.find(id(tenant)).await().atMost(PATIENCE),
                snapshot -> snapshot != null && snapshot.data().version() >= version);
    }

    private static TenantId id(Admin.Created tenant) {
        return TenantId.fromString(tenant.id());
    }

    private static String path(Admin.Created tenant) {
        return Admin.TENANTS + "/" + tenant.id();
    }

    private static String keyId(Admin.Created tenant, String key) {
        List<String> ids = keys(tenant).path("data.findAll { it.prefix == '" + key.substring(0, 12) + "' }.id");
        return ids.getFirst();
    }

    private static Response keys(Admin.Created tenant) {
        return Admin.platform().request().get(path(tenant) + "/keys");
    }

    private static Response issue(Admin.Created tenant, String kind) {
        return Admin.platform().request().body(Map.of("kind", kind)).post(path(tenant) + "/keys");
    }

    private static Response retire(Admin.Created tenant, String key, String query) {
        return Admin.platform().request().delete(path(tenant) + "/keys/" + key + query);
    }

    private static void move(Admin.Created tenant, String status) {
        Admin.platform()
                .request()
                .body(Map.of("status", status))
                .put(path(tenant) + "/status")
                .then()
                .statusCode(200);
    }
}
