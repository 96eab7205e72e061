package usher.chat.guard;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.chat.limit.TestEntitlements;
import usher.contracts.id.VisitorId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class SwitchesTest {
    private static final String ASSISTANT = "/api/v1/chat/admin/assistant";
    private static final String BLOCKS = "/api/v1/chat/admin/blocks";

    private final TestTenant tenant = tenant();
    private final TestTenant other = tenant();

    @Test
    void keepsQuestionsAndAnswersNothingWhileTheTenantPaused() {
        member(tenant, Role.EDITOR)
                .body(Map.of("paused", true, "reason", "Wrong prices"))
                .put(ASSISTANT)
                .then()
                .statusCode(200)
                .body("paused", equalTo(true))
                .body("paused_by", startsWith("mem_"));

        var conversation = ask(tenant, Map.of("text", "Hello", "clientMessageId", "m1", "locale", "he"))
                .statusCode(200)
                .body("message.finish_reason", equalTo("paused"))
                .body("message.text", containsString("נשמרה"))
                .extract()
                .<String>path("conversation");

        messages(tenant, conversation).body("data", hasSize(1)).body("data[0].text", equalTo("Hello"));
        member(other, Role.ANALYST).get(ASSISTANT).then().body("paused", equalTo(false));
        ask(other, Map.of("text", "Hello")).body("message.finish_reason", not(equalTo("paused")));
        member(tenant, Role.EDITOR)
                .body(Map.of("paused", false))
                .put(ASSISTANT)
                .then()
                .body("paused", equalTo(false));
        ask(tenant, Map.of("text", "Hello", "clientMessageId", "m1"))
                .body("conversation", equalTo(conversation))
                .body("message.finish_reason", not(equalTo("paused")));
        messages(tenant, conversation).body("data", hasSize(2));
    }

    @Test
    void pausesOneConversationAlone() {
        var paused = ask(tenant, Map.of("text", "Hello")).extract().<String>path("conversation");
        var free = ask(tenant, Map.of("text", "Hello")).extract().<String>path("conversation");
        var path = ASSISTANT + "/conversations/" + paused;

        member(tenant, Role.EDITOR)
                .body(Map.of("paused", true, "reason", "I take this one"))
                .put(path)
                .then()
                .statusCode(200);

        ask(tenant, Map.of("text", "And?", "conversation", paused)).body("message.finish_reason", equalTo("paused"));
        ask(tenant, Map.of("text", "And?", "conversation", free)).body("message.finish_reason", not(equalTo("paused")));
        member(tenant, Role.ANALYST).get(path).then().body("reason", equalTo("I take this one"));
        member(other, Role.EDITOR).get(path).then().statusCode(404);
        member(other, Role.EDITOR)
                .body(Map.of("paused", false))
                .put(path)
                .then()
                .statusCode(404);
        member(tenant, Role.ANALYST)
                .body(Map.of("paused", false))
                .put(path)
                .then()
                .statusCode(403);
        member(tenant, Role.EDITOR)
                .body(Map.of("paused", true))
                .put(path)
                .then()
                .statusCode(400);
    }

    @Test
    void doesNotHearABlockedVisitor() {
        var visitor = new VisitorId(UUID.randomUUID());
        var block = member(tenant, Role.EDITOR)
                .body(Map.of("visitor", visitor.toString(), "reason", "Abuse"))
                .post(BLOCKS)
                .then()
                .statusCode(201)
                .body("id", startsWith("blk_"))
                .extract()
                .<String>path("id");

        visit(tenant, visitor, "203.0.113.9").statusCode(403).body("code", equalTo("visitor-blocked"));
        visit(tenant, new VisitorId(UUID.randomUUID()), "203.0.113.9").statusCode(200);
        visit(other, visitor, "203.0.113.9").statusCode(200);
        member(tenant, Role.ANALYST)
                .get(BLOCKS)
                .then()
                .body("data", hasSize(1))
                .body("data[0].reason", equalTo("Abuse"));
        member(other, Role.ANALYST).get(BLOCKS).then().body("data", hasSize(0));
        member(other, Role.EDITOR).delete(BLOCKS + "/" + block).then().statusCode(404);
        member(tenant, Role.EDITOR).delete(BLOCKS + "/" + block).then().statusCode(204);
        visit(tenant, visitor, "203.0.113.9").statusCode(200);
    }

    @Test
    void doesNotHearABlockedRangeAndOpensNoSessionForIt() {
        member(tenant, Role.EDITOR)
                .body(Map.of("range", "203.0.113.0/24", "reason", "Flood"))
                .post(BLOCKS)
                .then()
                .statusCode(201)
                .body("range", equalTo("203.0.113.0/24"));
        var visitor = new VisitorId(UUID.randomUUID());

        visit(tenant, visitor, "203.0.113.200").statusCode(403);
        visit(tenant, visitor, "1.1.1.1, 203.0.113.200").statusCode(403);
        visit(tenant, visitor, "203.0.114.1").statusCode(200);
        given().auth()
                .oauth2(tenant.publishableKey())
                .header("Origin", TestTenants.ORIGIN)
                .header("X-Forwarded-For", "203.0.113.200")
                .contentType("application/json")
                .post("/api/v1/chat/sessions")
                .then()
                .statusCode(403)
                .body("code", equalTo("visitor-blocked"));
    }

    @Test
    void refusesBlocksThatCannotBeMeant() {
        for (var body : java.util.List.of(
                Map.of("reason", "Nobody"),
                Map.of("reason", "World", "range", "0.0.0.0/0"),
                Map.of("reason", "Name", "range", "example.com"),
                Map.of("range", "203.0.113.0/24"),
                Map.of("reason", "Past", "range", "203.0.113.0/24", "expires_at", "2020-01-01T00:00:00Z"))) {
            member(tenant, Role.EDITOR).body(body).post(BLOCKS).then().statusCode(400);
        }
    }

    private static TestTenant tenant() {
        var made = TestTenants.active();
        TestEntitlements.grant(made.id(), 100L, 1000L);
        return made;
    }

    private static ValidatableResponse visit(TestTenant tenant, VisitorId visitor, String address) {
        return as(TestTokens.visitor(tenant.id(), visitor, Map.of()))
                .header("X-Forwarded-For", address)
                .body(Map.of("text", "Hello"))
                .post("/api/v1/chat/turns")
                .then();
    }

    private static ValidatableResponse ask(TestTenant tenant, Map<String, ?> question) {
        return as(tenant.secretKey()).body(question).post("/api/v1/chat/turns").then();
    }

    private static ValidatableResponse messages(TestTenant tenant, String conversation) {
        return as(tenant.secretKey())
                .get("/api/v1/chat/conversations/{id}/messages", conversation)
                .then();
    }

    private static RequestSpecification member(TestTenant tenant, Role role) {
        return as(TestTokens.member(role, tenant.id()));
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }
}
