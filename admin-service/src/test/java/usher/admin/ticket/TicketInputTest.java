package usher.admin.ticket;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import usher.admin.Admin;
import usher.admin.AdminPlatform;

/** Whatever is sent is stored as it is, or refused before anything is. */
@QuarkusTest
@WithTestResource(AdminPlatform.class)
class TicketInputTest {
    @ParameterizedTest
    @ValueSource(strings = {"status=lost", "status=OPEN", "priority=9", "assignee=x", "starting_after=1", "limit=0"})
    void areNotListedByWhatIsNoFilter(String filter) {
        Desk.of(tenant()).list(filter).then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "absent",
            value = {
                "subject|absent",
                "subject|' '",
                "subject|two\\nlines",
                "text|absent",
                "text|' '",
                "priority|9",
                "conversation|1",
                "requester|Dana",
                "status|open"
            })
    void areRefusedWithAWrongField(String field, @Nullable String value) {
        var body = new HashMap<String, Object>(Map.of("subject", "A broken mug", "text", "The handle is off."));
        body.put(field, value == null ? null : value.replace("\\n", "\n"));
        var desk = Desk.of(tenant());

        desk.create(body).then().statusCode(400).contentType("application/problem+json");
        desk.list("").then().body("data", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; drop table ticket; --", "﷽", "\uD83D\uDCA9", "<script>", "$1 :name ?1", "%s"})
    void haveSubjectsOfAnyKind(String subject) {
        var desk = Desk.of(tenant());

        var id = desk.open(subject);

        desk.read(id).then().body("subject", equalTo(subject));
    }

    @Test
    void cannotBeLongerThanTheyMay() {
        var desk = Desk.of(tenant());
        var id = desk.open("A broken mug");

        desk.create(Map.of("subject", "x".repeat(201), "text", "x")).then().statusCode(400);
        desk.create(Map.of("subject", "x", "text", "x".repeat(10_001))).then().statusCode(400);
        desk.create(Map.of("subject", "x", "text", "a\0b")).then().statusCode(400);
        desk.change(id, Map.of("subject", "")).then().statusCode(400);
        desk.change(id, Map.of("text", " ")).then().statusCode(400);
        desk.say(id, "", false).then().statusCode(400);
        desk.create(Map.of("subject", "x".repeat(200), "text", "y".repeat(10_000)))
                .then()
                .statusCode(201);
    }

    private static String tenant() {
        return Admin.tenant("Acme").id();
    }
}
