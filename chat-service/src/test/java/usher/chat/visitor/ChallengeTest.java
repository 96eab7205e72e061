package usher.chat.visitor;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class ChallengeTest {
    private static final String FLOOD = "203.0.113.50";

    private final TestTenant tenant = TestTenants.active();

    @Test
    void asksAFloodForWorkAndNobodyElse() {
        for (int at = 0; at < 20; at++) {
            open(tenant, FLOOD, Map.of()).statusCode(200);
        }

        var challenge = open(tenant, FLOOD, Map.of())
                .statusCode(428)
                .body("code", equalTo("challenge-required"))
                .body("challenge.algorithm", equalTo("sha-256"))
                .body("challenge.difficulty", equalTo(14))
                .extract()
                .<Map<String, Object>>path("challenge");

        assertEquals(
                List.of("algorithm", "difficulty", "expires_at", "salt", "signature"),
                challenge.keySet().stream().sorted().toList());
        open(tenant, "203.0.113.51", Map.of()).statusCode(200);
        open(TestTenants.active(), FLOOD, Map.of()).statusCode(200);
        var solved = solve(challenge);
        open(tenant, FLOOD, Map.of("challenge", solved)).statusCode(200);
        open(tenant, FLOOD, Map.of("challenge", solved)).statusCode(428);
    }

    @Test
    void takesNoSolutionThatIsNotItsOwn() {
        var challenge = flood();
        var solved = solve(challenge);

        for (var change : List.of(
                Map.entry("nonce", "x"),
                Map.entry("difficulty", 1),
                Map.entry("expires_at", "2099-01-01T00:00:00Z"),
                Map.entry("salt", "ab"),
                Map.entry("algorithm", "md5"))) {
            var forged = new HashMap<>(solved);
            forged.put(change.getKey(), change.getValue());
            open(tenant, FLOOD, Map.of("challenge", forged)).statusCode(428);
        }
        var other = TestTenants.active();
        for (int at = 0; at < 20; at++) {
            open(other, FLOOD, Map.of()).statusCode(200);
        }
        open(other, FLOOD, Map.of("challenge", solved)).statusCode(428);
        open(tenant, FLOOD, Map.of("challenge", solved)).statusCode(200);
    }

    @Test
    void growsHarderWithSuspicion() {
        assertEquals(
                List.of(0, 0, 14, 14, 16, 18, 20, 20),
                List.of(5, 100, 101, 200, 201, 500, 900, 1600).stream()
                        .map(Doorkeeper::bits)
                        .toList());
    }

    @Test
    void trustsLessWhatLooksLikeNoBrowser() {
        for (int at = 0; at < 5; at++) {
            bare(tenant).statusCode(200);
        }

        bare(tenant).statusCode(428);
    }

    private Map<String, Object> flood() {
        for (int at = 0; at < 20; at++) {
            open(tenant, FLOOD, Map.of());
        }
        return open(tenant, FLOOD, Map.of()).statusCode(428).extract().path("challenge");
    }

    private static Map<String, Object> solve(Map<String, Object> challenge) {
        var salt = String.valueOf(challenge.get("salt"));
        int difficulty = Integer.parseInt(String.valueOf(challenge.get("difficulty")));
        int nonce = IntStream.iterate(0, at -> at + 1)
                .filter(at -> Challenges.zeroBits(Challenges.sha256(salt + at)) >= difficulty)
                .findFirst()
                .orElseThrow();
        assertTrue(nonce >= 0);
        var solved = new HashMap<>(challenge);
        solved.put("nonce", Integer.toString(nonce));
        return solved;
    }

    private static ValidatableResponse open(TestTenant tenant, String address, Map<String, ?> wanted) {
        return given().auth()
                .oauth2(tenant.publishableKey())
                .header("Origin", TestTenants.ORIGIN)
                .header("User-Agent", "Mozilla/5.0")
                .header("Accept-Language", "en")
                .header("Accept-Encoding", "gzip")
                .header("X-Forwarded-For", address)
                .contentType("application/json")
                .body(wanted)
                .post("/api/v1/chat/sessions")
                .then();
    }

    private static ValidatableResponse bare(TestTenant tenant) {
        return given().auth()
                .oauth2(tenant.publishableKey())
                .header("Origin", TestTenants.ORIGIN)
                .header("X-Forwarded-For", "203.0.113.60")
                .contentType("application/json")
                .post("/api/v1/chat/sessions")
                .then();
    }
}
