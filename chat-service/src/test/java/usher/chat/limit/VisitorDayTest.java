package usher.chat.limit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.chat.subscriber.VisitorGrants;
import usher.contracts.event.Event;
import usher.contracts.event.VisitorEntitled;
import usher.contracts.event.VisitorGrant;
import usher.contracts.id.EventId;
import usher.contracts.id.VisitorId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class VisitorDayTest {
    @Test
    void isTheVisitorsOwnAndTellsWhenItBeginsAnew() {
        // Given
        var desk = new Desk(Desk.messages(1000));
        var other = new Desk(Desk.messages(1000));
        desk.now = Instant.now();
        var visitor = new VisitorId(UUID.randomUUID());
        var data = new VisitorEntitled(desk.tenant, null, 1, List.of(new VisitorGrant("lightweight", 10L, null)));
        var event = new Event<>(
                new EventId(UUID.randomUUID()), "usher/billing-service", data.type(), desk.tenant, Instant.now(), data);
        Desk.bean(VisitorGrants.class).store(List.of(event)).await().atMost(Duration.ofSeconds(10));

        // When
        desk.receipt(Desk.reservation(desk.admit(Desk.free())), visitor);

        // Then
        today(desk, visitor)
                .statusCode(200)
                .body("messages", equalTo(1))
                .body("messages_limit", equalTo(10))
                .body("messages_left", equalTo(9))
                .body("date", notNullValue())
                .body("resets_at", notNullValue());
        today(desk, new VisitorId(UUID.randomUUID())).body("messages", equalTo(0));
        today(other, visitor).body("messages", equalTo(0)).body("messages_limit", nullValue());
        given().get("/api/v1/chat/usage/today").then().statusCode(401);
    }

    private static ValidatableResponse today(Desk desk, VisitorId visitor) {
        return given().auth()
                .oauth2(TestTokens.visitor(desk.tenant, visitor, Map.of()))
                .get("/api/v1/chat/usage/today")
                .then();
    }
}
