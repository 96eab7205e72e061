package usher.chat.visitor;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import usher.contracts.event.TenantStatus;
import usher.kit.access.Jwts;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class SessionTest {
    @Test
    void makesAnUnknownVisitorSomebodyWhoCanComeBack() {
        var tenant = TestTenants.active();
        var session = open(tenant, Map.of()).statusCode(200).body("visitor", startsWith("vis_"));

        open(tenant, Map.of("token", session.extract().path("token")))
                .statusCode(200)
                .body("visitor", equalTo(session.extract().path("visitor")))
                .body("identified", equalTo(false));
    }

    @Test
    void knowsASignedCustomerOnEveryDevice() {
        var tenant = TestTenants.active();
        var identity = Map.of("identity", signed("k1", TestTenants.IDENTITY_SECRET, "cus_42", 10));
        var first = open(tenant, identity).statusCode(200).extract().<String>path("visitor");

        open(tenant, identity).statusCode(200).body("visitor", equalTo(first)).body("identified", equalTo(true));
        open(TestTenants.active(), identity).statusCode(200).body("visitor", not(equalTo(first)));
    }

    @Test
    void believesNobodyWithoutAGoodSignature() {
        var tenant = TestTenants.active();
        var wrongSecret = signed("k1", "another secret of more than 32 characters", "cus_42", 10);
        var unknownKey = signed("k2", TestTenants.IDENTITY_SECRET, "cus_42", 10);
        var ended = signed("k1", TestTenants.IDENTITY_SECRET, "cus_42", -10);
        var endless = signed("k1", TestTenants.IDENTITY_SECRET, "cus_42", 60 * 24 * 365);

        for (var identity : java.util.List.of(wrongSecret, unknownKey, ended, endless, "garbage", "a.b.c")) {
            open(tenant, Map.of("identity", identity)).statusCode(401).body("code", equalTo("identity-invalid"));
        }
    }

    @Test
    void isOpenToTheTenantsPagesAlone() {
        var tenant = TestTenants.active();

        post(tenant.publishableKey(), "https://evil.example.com", Map.of())
                .statusCode(403)
                .body("code", equalTo("origin-not-allowed"));
        post("pk_unknown", TestTenants.ORIGIN, Map.of()).statusCode(401);
        post(tenant.secretKey(), TestTenants.ORIGIN, Map.of()).statusCode(403);
    }

    @Test
    void isClosedToSuspendedAndDeletedTenants() {
        var suspended = TestTenants.announced(tenantId(), 1, TenantStatus.SUSPENDED);
        var deleted = TestTenants.announced(tenantId(), 1, TenantStatus.DELETED);

        open(suspended, Map.of()).statusCode(403).body("code", equalTo("tenant-suspended"));
        open(deleted, Map.of()).statusCode(401);
    }

    private static usher.contracts.id.TenantId tenantId() {
        return new usher.contracts.id.TenantId(UUID.randomUUID());
    }

    private static ValidatableResponse open(TestTenant tenant, Map<String, ?> wanted) {
        return post(tenant.publishableKey(), TestTenants.ORIGIN, wanted);
    }

    private static ValidatableResponse post(String key, String origin, Map<String, ?> wanted) {
        return given().auth()
                .oauth2(key)
                .header("Origin", origin)
                .contentType("application/json")
                .body(wanted)
                .post("/api/v1/chat/sessions")
                .then();
    }

    private static String signed(String kid, String secret, String subject, int minutes) {
        var claims = new JwtClaims();
        claims.setSubject(subject);
        claims.setClaim("email", "dana@example.com");
        claims.setExpirationTimeMinutesInTheFuture(minutes);
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKeyIdHeaderValue(kid);
        signature.setAlgorithmHeaderValue("HS256");
        signature.setKey(Jwts.hmac(secret));
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
