package usher.chat.understanding;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.contracts.id.VisitorId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class SentimentTest {
    private static final String ONE = "/api/v1/chat/sentiment";

    @Test
    void tellsWhatATextSeemsToBe() {
        var tenant = TestTenants.active();
        var visitor = TestTokens.visitor(tenant.id(), new VisitorId(UUID.randomUUID()), Map.of());

        post(visitor, ONE, Map.of("text", "השירות היה גרוע ואני כועס"))
                .statusCode(200)
                .body("language", equalTo("he"))
                .body("direction", equalTo("rtl"))
                .body("sentiment", equalTo("negative"))
                .body("intent", equalTo("complaint"))
                .body("emotion", equalTo("anger"));
        post(tenant.secretKey(), ONE, Map.of("text", "1042", "locale", "fr")).body("language", equalTo("fr"));
        post(tenant.publishableKey(), ONE, Map.of("text", "Hi")).statusCode(403);
    }

    @Test
    void takesUpToFiftyAtOnce() {
        var key = TestTenants.active().secretKey();

        post(key, ONE + "/batch", Map.of("texts", List.of("I love it", "I hate it", "It is blue")))
                .statusCode(200)
                .body("data.sentiment", contains("positive", "negative", "neutral"));
        post(key, ONE + "/batch", Map.of("texts", Collections.nCopies(50, "Hi")))
                .statusCode(200);
        post(key, ONE + "/batch", Map.of("texts", Collections.nCopies(51, "Hi")))
                .statusCode(400);
        post(key, ONE + "/batch", Map.of("texts", List.of())).statusCode(400);
        post(key, ONE, Map.of("text", " ")).statusCode(400);
        post(key, ONE, Map.of("text", "x".repeat(8001))).statusCode(400);
    }

    private static ValidatableResponse post(String token, String path, Map<String, ?> body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }
}
