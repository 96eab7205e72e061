package usher.admin.oauth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.admin.oauth.Program.answer;
import static usher.admin.oauth.Program.ask;
import static usher.admin.oauth.Program.enter;
import static usher.admin.oauth.Program.submit;
import static usher.admin.oauth.Program.ticket;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.SettableClock;
import usher.kit.access.Role;

/** What a member reads, and what comes of yes and no. */
@QuarkusTest
@WithTestResource(AdminPlatform.class)
class ConsentTest {
    private final SettableClock clock;

    ConsentTest(SettableClock clock) {
        this.clock = clock;
    }

    @AfterEach
    void comeBackToThePresent() {
        clock.reset();
    }

    @Test
    void asksWhoSignsInWithoutAnythingThatRunsOrFrames() {
        var program = Program.registered("Desk <b>helper</b>");

        ask(program.question())
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .header(
                        "Content-Security-Policy",
                        allOf(
                                startsWith("default-src 'none'"),
                                containsString("frame-ancestors 'none'"),
                                containsString("form-action 'self' http://127.0.0.1:4711"),
                                not(containsString("unsafe"))))
                .header("X-Frame-Options", equalTo("DENY"))
                .header("Cache-Control", equalTo("no-store"))
                .header("Set-Cookie", nullValue())
                .body(allOf(
                        containsString("<html lang=\"en\" dir=\"ltr\">"),
                        containsString("Desk &lt;b&gt;helper&lt;/b&gt;"),
                        containsString("127.0.0.1:4711"),
                        not(containsString("<b>"))));
        given().get("/oauth/page.css").then().statusCode(200).contentType(startsWith("text/css"));
    }

    @Test
    void letsTheFormLeadToAnAddressThatAPolicyHasNoWordFor() {
        var place = "https://[::1]:4711/callback";
        var question = Program.registered("Desk helper", place).question();
        question.put("redirect_uri", place);

        ask(question).then().statusCode(200).header("Content-Security-Policy", endsWith("form-action 'self' https:"));
    }

    @Test
    void speaksHebrewFromRightToLeftToWhoPrefersIt() {
        var program = Program.registered("Desk helper");

        given().header("Accept-Language", "fr;q=0.9,he-IL;q=0.8,en;q=0.5")
                .queryParams(program.question())
                .get(Program.AUTHORIZE)
                .then()
                .statusCode(200)
                .body(allOf(containsString("<html lang=\"he\" dir=\"rtl\">"), containsString("סיסמה")));
    }

    @Test
    void saysWhoWantsWhatForWhomAndSendsTheCodeBackWithTheState() {
        // Given
        var member = Admin.member(Role.ADMIN, Admin.tenant("Fjord & Pine").id());
        var program = Program.registered("Desk helper");

        // When
        var page = enter(program.question(), member.email(), Admin.PASSWORD);
        var answer = answer(Program.allow(program.question(), ticket(page)));

        // Then
        page.then()
                .body(allOf(
                        containsString("Desk helper"),
                        containsString("Fjord &amp; Pine"),
                        containsString(member.email()),
                        containsString("value=\"agent:ask\""),
                        not(containsString("value=\"conversations:read\""))));
        assertEquals("of the program", answer.get("state"));
        assertEquals("https://usher.example", answer.get("iss"));
        assertTrue(answer.get("code").startsWith("gcd_"));
    }

    @Test
    void grantsWhatWasChosenOfWhatWasAskedFor() {
        // Given
        var member = Admin.member(Role.ADMIN, Admin.tenant("Own").id());
        var program = Program.registered("Desk helper");
        var ticket = ticket(enter(program.question(), member.email(), Admin.PASSWORD));

        // When
        submit(program.question(), Map.of("ticket", ticket, "decision", "allow"))
                .then()
                .statusCode(400)
                .body(containsString("role=\"alert\""));
        var chosen = answer(submit(
                program.question(),
                Map.of("ticket", ticket, "decision", "allow", "scope", List.of("agent:ask", "conversations:read"))));

        // Then
        program.tokens(chosen.get("code")).then().statusCode(200).body("scope", equalTo("agent:ask"));
    }

    @Test
    void tellsTheProgramOfANo() {
        var member = Admin.member(Role.ADMIN, Admin.tenant("Own").id());
        var program = Program.registered("Desk helper");
        var ticket = ticket(enter(program.question(), member.email(), Admin.PASSWORD));

        var signedIn = answer(submit(program.question(), Map.of("ticket", ticket, "decision", "deny")));
        var before = answer(submit(program.question(), Map.of("decision", "deny")));

        for (var answer : List.of(signedIn, before)) {
            assertEquals("access_denied", answer.get("error"));
            assertEquals("of the program", answer.get("state"));
        }
    }

    @Test
    void takesAYesOnlyFromThePageThatWasShownForThisRequest() {
        // Given
        var member = Admin.member(Role.ADMIN, Admin.tenant("Own").id());
        var program = Program.registered("Desk helper");
        var other = Program.registered("Another");
        var ticket = ticket(enter(program.question(), member.email(), Admin.PASSWORD));
        var wider = program.question();
        wider.put("scope", "agent:ask knowledge:read conversations:read");

        // When, Then
        for (var question : List.of(other.question(), wider)) {
            Program.allow(question, ticket).then().statusCode(400).body(containsString("name=\"password\""));
        }
        for (var forged : List.of("", "forged", "AAAA", ticket.substring(1))) {
            Program.allow(program.question(), forged).then().statusCode(400);
        }
        clock.advance(Duration.ofMinutes(10));
        Program.allow(program.question(), ticket).then().statusCode(400);
    }

    @Test
    void refusesAFormThatAnotherPageSent() {
        var member = Admin.member(Role.ADMIN, Admin.tenant("Own").id());
        var program = Program.registered("Desk helper");

        for (var origin : List.of("https://evil.example", "null")) {
            given().header("Origin", origin)
                    .queryParams(program.question())
                    .formParams(Map.of("email", member.email(), "password", Admin.PASSWORD))
                    .post(Program.AUTHORIZE)
                    .then()
                    .statusCode(403)
                    .body(not(containsString("ticket")));
        }
        given().header("Origin", "https://usher.example")
                .queryParams(program.question())
                .formParams(Map.of("email", member.email(), "password", Admin.PASSWORD))
                .post(Program.AUTHORIZE)
                .then()
                .statusCode(200);
    }

    @Test
    void letsOnlyAdministratorsOfATenantDecide() {
        var tenant = Admin.tenant("Own").id();
        var program = Program.registered("Desk helper");

        for (var member : List.of(
                Admin.member(Role.EDITOR, tenant),
                Admin.member(Role.ANALYST, tenant),
                Admin.member(Role.ADMIN, null))) {
            enter(program.question(), member.email(), Admin.PASSWORD)
                    .then()
                    .statusCode(403)
                    .body(not(containsString("ticket")));
        }
    }

    @Test
    void countsFailedSignInsAsTheConsoleDoes() {
        var member = Admin.member(Role.ADMIN, Admin.tenant("Own").id());
        var program = Program.registered("Desk helper");
        for (int failure = 0; failure < 9; failure++) {
            Admin.login(member.email(), "not the password").then().statusCode(401);
        }

        enter(program.question(), member.email(), "not the password")
                .then()
                .statusCode(401)
                .body(allOf(containsString(member.email()), not(containsString("not the password"))));
        enter(program.question(), member.email(), Admin.PASSWORD).then().statusCode(429);
        Admin.login(member.email(), Admin.PASSWORD).then().statusCode(429);
    }

    @Test
    void hasAPasswordReplacedThatSomebodyElseChose() {
        // Given
        var email = UUID.randomUUID() + "@usher.example";
        var tenant = Admin.tenant("Own").id();
        Admin.platform()
                .request()
                .body(Admin.newMember(email, Role.ADMIN, tenant))
                .post(Admin.USERS)
                .then()
                .statusCode(201);
        var question = Program.registered("Desk helper").question();

        // When
        var first = enter(question, email, Admin.GIVEN_PASSWORD);
        var tooShort =
                submit(question, Map.of("email", email, "password", Admin.GIVEN_PASSWORD, "new_password", "short"));
        var renewed = submit(
                question, Map.of("email", email, "password", Admin.GIVEN_PASSWORD, "new_password", Admin.PASSWORD));

        // Then
        first.then().statusCode(200).body(containsString("name=\"new_password\""));
        tooShort.then().statusCode(400).body(containsString("name=\"new_password\""));
        assertTrue(answer(Program.allow(question, ticket(renewed))).get("code").startsWith("gcd_"));
    }
}
