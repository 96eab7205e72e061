package usher.chat.conversation.management;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.chat.conversation.Told;
import usher.contracts.id.VisitorId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class ManagementTest {
    private static final String OWN = "/api/v1/chat/conversations";
    private static final String ADMIN = "/api/v1/chat/admin/conversations";

    private TestTenant tenant = new TestTenant(new usher.contracts.id.TenantId(java.util.UUID.randomUUID()), "", "");
    private TestTenant other = tenant;
    private VisitorId visitor = Told.somebody();

    @BeforeEach
    void twoTenants() {
        tenant = TestTenants.active();
        other = TestTenants.active();
        visitor = Told.somebody();
    }

    @Test
    void listsAVisitorsOwnWithPinnedOnesFirst() {
        var first = told("First question");
        var second = told("Second question");
        var third = told("Third question");
        Told.now(tenant.id(), Told.somebody()).turn("Somebody else's", "Yes", null);
        self().body(Map.of("pinned", true))
                .patch(OWN + "/{id}", first.id.toString())
                .then()
                .statusCode(200);

        self().get(OWN)
                .then()
                .body("data.id", contains(first.id.toString(), third.id.toString(), second.id.toString()));
        self().get(OWN + "?pinned=true").then().body("data.title", contains("First question"));
        var page = self().get(OWN + "?limit=2").then().body("has_more", equalTo(true));
        self().get(OWN + "?limit=2&starting_after=" + page.extract().<String>path("next_cursor"))
                .then()
                .body("data.id", contains(second.id.toString()))
                .body("has_more", equalTo(false));
    }

    @Test
    void namesAConversationAndForgetsTheNameAgain() {
        var told = told("What does shipping to the islands cost?");

        change(told, Map.of("title", " Islands "), 200).body("title", equalTo("Islands"));
        change(told, Map.of("title", ""), 200).body("title", equalTo("What does shipping to the islands cost?"));
        change(told, Map.of(), 400);
        change(told, Map.of("title", "x".repeat(121)), 400);
    }

    @Test
    void hidesWhatWasDeletedFromAllButMembers() {
        var told = told("Delete me");

        self().delete(OWN + "/{id}", told.id.toString()).then().statusCode(204);

        self().get(OWN).then().body("data", empty());
        for (var path : List.of("", "/messages", "/export")) {
            self().get(OWN + "/{id}" + path, told.id.toString()).then().statusCode(404);
            server(tenant).get(OWN + "/{id}" + path, told.id.toString()).then().statusCode(404);
        }
        self().delete(OWN + "/{id}", told.id.toString()).then().statusCode(404);
        self().get(OWN + "?status=deleted").then().statusCode(400);
        member(tenant).get(ADMIN).then().body("data", empty());
        member(tenant).get(ADMIN + "?status=deleted").then().body("data.id", contains(told.id.toString()));
    }

    @Test
    void findsWhatWasSaidByItsWords() {
        var refund = told("Can I get a refund for the café table?");
        var hebrew = told("מתי המשלוח יגיע?");
        Told.now(tenant.id(), Told.somebody()).turn("A refund as well", "Sure", null);
        Told.now(other.id(), visitor).turn("Their refund", "Sure", null);
        searchable();

        search(self(), OWN, "REFUN").body("data.id", contains(refund.id.toString()));
        search(self(), OWN, "cafe refund").body("data.id", contains(refund.id.toString()));
        search(self(), OWN, "refund chair").body("data", empty());
        search(self(), OWN, "משלוח").body("data.id", contains(hebrew.id.toString()));
        search(self(), OWN, "answer").body("data", hasSize(2));
        search(self(), OWN, "'! & |").body("data", empty());
        search(member(tenant), ADMIN, "refund").body("data", hasSize(2));
        search(member(other), ADMIN, "refund").body("data.preview", contains("Their refund"));
        search(server(tenant), OWN, "refund").body("data", hasSize(2));
    }

    @Test
    void narrowsByStatusTimeAndVisitor() {
        var old = Told.at(Instant.parse("2026-01-05T10:00:00Z"), tenant.id(), visitor);
        old.turn("Old", "Yes", null);
        var fresh = told("Fresh");
        self().post(OWN + "/{id}/end", fresh.id.toString()).then().statusCode(204);

        member(tenant).get(ADMIN + "?status=ended").then().body("data.id", contains(fresh.id.toString()));
        member(tenant).get(ADMIN + "?to=2026-02-01T00:00:00Z").then().body("data.id", contains(old.id.toString()));
        member(tenant).get(ADMIN + "?from=2026-02-01T00:00:00Z").then().body("data.id", contains(fresh.id.toString()));
        member(tenant).get(ADMIN + "?visitor=" + Told.somebody()).then().body("data", empty());
        member(tenant).get(ADMIN + "?visitor=" + visitor).then().body("data", hasSize(2));
        member(tenant).get(ADMIN + "?from=yesterday").then().statusCode(400);
        member(tenant).get(ADMIN + "?status=lost").then().statusCode(400);
    }

    @Test
    void walksFromOneToTheNext() {
        var first = told("One");
        var second = told("Two");
        var third = told("Three");
        searchable();

        neighbours(second, "").body("newer", equalTo(third.id.toString())).body("older", equalTo(first.id.toString()));
        neighbours(third, "").body("newer", nullValue());
        neighbours(second, "?q=three").body("older", nullValue()).body("newer", equalTo(third.id.toString()));
        member(other)
                .get(ADMIN + "/{id}/neighbours", second.id.toString())
                .then()
                .statusCode(404);
    }

    @Test
    void readsAHistoryBothWays() {
        var told = told("1");
        told.turn("2", "Answer 2", null);
        told.turn("3", "Answer 3", null);

        var newest = self().get(OWN + "/{id}/messages?order=desc&limit=2", told.id.toString())
                .then()
                .body("data.text", contains("Answer 3", "3"))
                .body("has_more", equalTo(true));
        var cursor = newest.extract().<String>path("next_cursor");
        self().get(OWN + "/{id}/messages?order=desc&limit=2&starting_after=" + cursor, told.id.toString())
                .then()
                .body("data.text", contains("Answer 2", "2"));
        self().get(OWN + "/{id}/messages?starting_after=" + cursor, told.id.toString())
                .then()
                .body("data.text", contains("Answer 3"));
    }

    @Test
    void tellsMembersWhatWasUnderstood() {
        var told = told("Where is it?");
        told.turn("This is awful", "Sorry", insight("en", -0.8));
        told.turn("זה בסדר", "Good", insight("he", 0.2));

        member(tenant)
                .get(ADMIN + "/{id}", told.id.toString())
                .then()
                .body("language", equalTo("he"))
                .body("sentiment", equalTo(-0.3f))
                .body("intent", equalTo("complaint"))
                .body("message_count", equalTo(6))
                .body("tokens_input", equalTo(30));
        member(tenant)
                .get(ADMIN + "/{id}/messages", told.id.toString())
                .then()
                .body("data[3].insight.sentiment", equalTo("negative"))
                .body("data[1].insight", nullValue());
        self().get(OWN + "/{id}", told.id.toString()).then().body("sentiment", nullValue());
    }

    @Test
    void isClosedToEverybodyElse() {
        var told = told("Mine");
        var id = told.id.toString();
        var stranger = TestTokens.visitor(tenant.id(), Told.somebody(), Map.of());

        for (var outside : List.of(stranger, other.secretKey())) {
            bearer(outside).get(OWN + "/{id}", id).then().statusCode(404);
            bearer(outside)
                    .body(Map.of("title", "Theirs"))
                    .patch(OWN + "/{id}", id)
                    .then()
                    .statusCode(404);
            bearer(outside).delete(OWN + "/{id}", id).then().statusCode(404);
            bearer(outside).post(OWN + "/{id}/end", id).then().statusCode(404);
        }
        member(other)
                .body(Map.of("pinned", true))
                .patch(ADMIN + "/{id}", id)
                .then()
                .statusCode(404);
        member(other).delete(ADMIN + "/{id}", id).then().statusCode(404);
        bearer(TestTokens.member(Role.ANALYST, tenant.id()))
                .delete(ADMIN + "/{id}", id)
                .then()
                .statusCode(403);
        assertEquals("open", self().get(OWN + "/{id}", id).<String>path("status"));
    }

    /** Otherwise it is within some seconds. */
    private static void searchable() {
        CDI.current().select(SearchIndex.class).get().catchUp().await().atMost(Duration.ofSeconds(10));
    }

    private Told told(String question) {
        var told = Told.now(tenant.id(), visitor).later(Duration.ZERO);
        told.turn(question, "Answer", null);
        return told;
    }

    private static JsonObject insight(String language, double score) {
        return new JsonObject(Map.of(
                "language",
                language,
                "direction",
                "ltr",
                "sentiment",
                score < 0 ? "negative" : "positive",
                "score",
                score,
                "intent",
                "complaint",
                "emotion",
                "neutral"));
    }

    private io.restassured.response.ValidatableResponse change(Told told, Map<String, ?> change, int status) {
        return self().body(change)
                .patch(OWN + "/{id}", told.id.toString())
                .then()
                .statusCode(status);
    }

    private io.restassured.response.ValidatableResponse neighbours(Told told, String query) {
        return member(tenant)
                .get(ADMIN + "/{id}/neighbours" + query, told.id.toString())
                .then()
                .statusCode(200);
    }

    private static io.restassured.response.ValidatableResponse search(
            RequestSpecification who, String path, String words) {
        return who.queryParam("q", words).get(path).then().statusCode(200);
    }

    private RequestSpecification self() {
        return bearer(TestTokens.visitor(tenant.id(), visitor, Map.of()));
    }

    private static RequestSpecification server(TestTenant tenant) {
        return bearer(tenant.secretKey());
    }

    private static RequestSpecification member(TestTenant tenant) {
        return bearer(TestTokens.member(Role.ADMIN, tenant.id()));
    }

    private static RequestSpecification bearer(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }
}
