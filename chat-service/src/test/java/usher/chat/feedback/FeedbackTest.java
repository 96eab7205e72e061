package usher.chat.feedback;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.chat.conversation.Told;
import usher.contracts.event.ActivityRecorded;
import usher.contracts.event.EventJson;
import usher.contracts.id.MessageId;
import usher.contracts.id.VisitorId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class FeedbackTest {
    private static final String GIVE = "/api/v1/chat/feedback";
    private static final String ADMIN = "/api/v1/chat/admin/feedback";

    private TestTenant tenant = new TestTenant(new usher.contracts.id.TenantId(UUID.randomUUID()), "", "");
    private TestTenant other = tenant;
    private VisitorId visitor = Told.somebody();

    @BeforeEach
    void twoTenants() {
        tenant = TestTenants.active();
        other = TestTenants.active();
        visitor = Told.somebody();
    }

    @Test
    void keepsTheLastOfWhatSomebodyThought() {
        var told = Told.now(tenant.id(), visitor);
        var answer = told.turn("Is it open?", "No", null).toString();

        give(Map.of("message", answer, "thumb", "down", "comment", " Too short "), 200)
                .body("comment", equalTo("Too short"));
        give(Map.of("message", answer, "thumb", "up"), 200)
                .body("thumb", equalTo("up"))
                .body("comment", equalTo("Too short"))
                .body("csat", nullValue());
        give(Map.of("conversation", told.id.toString(), "csat", 4), 200).body("message", nullValue());

        member(tenant).get(ADMIN).then().body("data", hasSize(2)).body("data.thumb", hasItem("up"));
        member(tenant).get(ADMIN + "?csat=4").then().body("data.conversation", contains(told.id.toString()));
        var page = member(tenant).get(ADMIN + "?limit=1").then().body("has_more", equalTo(true));
        member(tenant)
                .get(ADMIN + "?limit=1&starting_after=" + page.extract().<String>path("next_cursor"))
                .then()
                .body("data", hasSize(1))
                .body("has_more", equalTo(false));
        member(other).get(ADMIN).then().body("data", empty());
    }

    @Test
    void countsByDay() {
        var told = Told.now(tenant.id(), visitor);
        give(Map.of("message", told.turn("1", "a", null).toString(), "thumb", "up"), 200);
        give(Map.of("message", told.turn("2", "b", null).toString(), "thumb", "down", "comment", "no"), 200);
        give(Map.of("conversation", told.id.toString(), "csat", 3), 200);

        member(tenant)
                .get(ADMIN + "/counts")
                .then()
                .statusCode(200)
                .body("total.up", equalTo(1))
                .body("total.down", equalTo(1))
                .body("total.rated", equalTo(1))
                .body("total.csat_mean", equalTo(3.0f))
                .body("total.comments", equalTo(1))
                .body("days", hasSize(1));
        member(other).get(ADMIN + "/counts").then().body("total.up", equalTo(0)).body("days", empty());
        member(tenant)
                .get(ADMIN + "/counts?from=2026-01-01&to=2028-01-01")
                .then()
                .statusCode(400);
        member(tenant).get(ADMIN + "/counts?from=soon").then().statusCode(400);
    }

    @Test
    void takesItOfNobodyElsesAnswers() {
        var told = Told.now(tenant.id(), Told.somebody());
        var answer = told.turn("Mine", "Yes", null).toString();

        give(Map.of("message", answer, "thumb", "up"), 404);
        give(Map.of("conversation", told.id.toString(), "csat", 1), 404);
        give(Map.of("message", new MessageId(UUID.randomUUID()).toString(), "thumb", "up"), 404);
        bearer(other.secretKey())
                .body(Map.of("message", answer, "thumb", "up"))
                .post(GIVE)
                .then()
                .statusCode(404);
        bearer(tenant.secretKey())
                .body(Map.of("message", answer, "thumb", "up"))
                .post(GIVE)
                .then()
                .statusCode(200)
                .body("visitor", equalTo(told.visitor.toString()));
    }

    @Test
    void refusesWhatIsNoFeedback() {
        var told = Told.now(tenant.id(), visitor);
        var answer = told.turn("Hi", "Hello", null).toString();

        for (var nonsense : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("message", answer),
                Map.of("message", answer, "csat", 3),
                Map.of("message", answer, "thumb", "sideways"),
                Map.of("conversation", told.id.toString(), "csat", 6),
                Map.of("conversation", told.id.toString(), "thumb", "up"),
                Map.of("message", answer, "comment", "x".repeat(2001)))) {
            give(nonsense, 400);
        }
    }

    @Inject
    org.eclipse.microprofile.config.Config config;

    @Test
    void tellsOfItOnceAndWithoutTheComment() throws Exception {
        var told = Told.now(tenant.id(), visitor);
        var answer = told.turn("Hi", "Hello", null);
        var feedback = Map.<String, Object>of("message", answer.toString(), "thumb", "up", "comment", "private words");

        give(feedback, 200);
        give(feedback, 200);
        give(Map.of("conversation", told.id.toString(), "csat", 5), 200);

        var seen = activities(2);
        assertEquals(2, seen.size());
        assertEquals("feedback.given", seen.getFirst().activity());
        assertEquals(told.id, seen.getFirst().conversation());
        assertEquals(
                Map.of("message", answer.toString(), "thumb", "up", "commented", "true"),
                seen.getFirst().properties());
        assertTrue(seen.stream().noneMatch(each -> each.toString().contains("private")));
    }

    /** Those about feedback of this test's tenant, in order; the last one that was caused is the one waited for. */
    private List<ActivityRecorded> activities(int last) throws java.io.IOException {
        var settings = new Properties();
        settings.put("bootstrap.servers", config.getValue("kafka.bootstrap.servers", String.class));
        settings.put("group.id", "feedback-test-" + UUID.randomUUID());
        settings.put("auto.offset.reset", "earliest");
        var seen = new java.util.ArrayList<ActivityRecorded>();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("usher.activity"));
            while (seen.size() < last && System.nanoTime() < end) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    var told = EventJson.read(message.value(), ActivityRecorded.class)
                            .data();
                    if (message.key().equals(tenant.id().toString())
                            && told.activity().startsWith("feedback.")) {
                        seen.add(told);
                    }
                }
            }
        }
        return seen;
    }

    private ValidatableResponse give(Map<String, ?> feedback, int status) {
        return bearer(TestTokens.visitor(tenant.id(), visitor, Map.of()))
                .body(feedback)
                .post(GIVE)
                .then()
                .statusCode(status);
    }

    private static RequestSpecification member(TestTenant tenant) {
        return bearer(TestTokens.member(Role.ANALYST, tenant.id()));
    }

    private static RequestSpecification bearer(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }
}
