package usher.admin.oauth;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static usher.admin.oauth.Program.answer;
import static usher.admin.oauth.Program.ask;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import usher.admin.AdminPlatform;

/** What is wrong with a request is told to who can be trusted to hear it. */
@QuarkusTest
@WithTestResource(AdminPlatform.class)
class AuthorizationRequestTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:4711/callback/",
                "http://127.0.0.1:4711/callback?a=b",
                "http://127.0.0.1.evil.example:4711/callback",
                "http://localhost:4711/callback",
                "https://127.0.0.1:4711/callback",
                "https://evil.example/callback",
                "javascript:alert(1)",
                "not an address"
            })
    void sendsNobodyToAnAddressThatIsNotTheProgramsOwn(String address) {
        var question = Program.registered("Desk helper").question();
        question.put("redirect_uri", address);

        ask(question)
                .then()
                .statusCode(400)
                .contentType(startsWith("text/html"))
                .header("Location", nullValue())
                .body(containsString("role=\"alert\""));
        Program.submit(question, Map.of("decision", "deny"))
                .then()
                .statusCode(400)
                .header("Location", nullValue());
    }

    @Test
    void sendsNobodyAnywhereForAProgramThatNobodyRegistered() {
        var question = Program.registered("Desk helper").question();

        for (var id : new String[] {UUID.randomUUID().toString(), "anything"}) {
            question.put("client_id", id);
            ask(question).then().statusCode(400).header("Location", nullValue());
        }
        question.remove("client_id");
        ask(question).then().statusCode(400).header("Location", nullValue());
    }

    @Test
    void takesAnyPortOfTheMembersOwnMachine() {
        var question = Program.registered("Desk helper").question();
        question.put("redirect_uri", "http://127.0.0.1:51234/callback");

        ask(question).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "code_challenge_method, plain, invalid_request",
        "code_challenge_method, '', invalid_request",
        "code_challenge, '', invalid_request",
        "code_challenge, short, invalid_request",
        "response_type, token, unsupported_response_type",
        "response_type, '', invalid_request",
        "resource, https://elsewhere.example/mcp, invalid_target",
        "scope, everything, invalid_scope"
    })
    void tellsTheProgramWhatIsWrong(String field, String value, String error) {
        var question = Program.registered("Desk helper").question();
        question.put(field, value);

        var answer = answer(ask(question));

        assertEquals(error, answer.get("error"));
        assertEquals("of the program", answer.get("state"));
        assertEquals("https://usher.example", answer.get("iss"));
    }

    @Test
    void believesNothingThatIsSaidTwice() {
        var program = Program.registered("Desk helper");

        var twice = answer(RestAssured.given()
                .redirects()
                .follow(false)
                .queryParams(program.question())
                .queryParam("response_type", "code")
                .get(Program.AUTHORIZE));

        assertEquals("invalid_request", twice.get("error"));
    }

    /** Anybody may register such a place: a link to us would be a way around what people look at before they click. */
    @Test
    void leavesItToTheMemberToFollowAMistakeToAForeignPlace() {
        var place = "https://app.example/callback";
        var question = Program.registered("Desk helper", place).question();
        question.put("redirect_uri", place);
        question.put("scope", "everything");

        for (var answer : List.of(ask(question), Program.submit(question, Map.of("decision", "deny")))) {
            answer.then()
                    .statusCode(400)
                    .contentType(startsWith("text/html"))
                    .header("Location", nullValue())
                    .body(allOf(
                            containsString("role=\"alert\""),
                            containsString("href=\"https://app.example/callback?error=invalid_scope"),
                            containsString("state=of+the+program"),
                            containsString(">app.example<")));
        }
    }
}
