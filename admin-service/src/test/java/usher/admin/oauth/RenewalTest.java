package usher.admin.oauth;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Database;
import usher.admin.SettableClock;
import usher.kit.access.Role;

/** Honest programs that have bad luck, and programs that come too often. */
@QuarkusTest
@WithTestResource(AdminPlatform.class)
class RenewalTest {
    private static final int MOST_AN_HOUR = 120;
    private static final Duration PAST_THE_GRACE = Duration.ofSeconds(11);

    private final SettableClock clock;
    private final Database database;

    RenewalTest(SettableClock clock, Database database) {
        this.clock = clock;
        this.database = database;
    }

    @AfterEach
    void comeBackToThePresent() {
        clock.reset();
        database.texts("update signing_key set retired_at = null where retired_at < '2000-01-01'");
    }

    @Test
    void letsBothOfTwoRenewalsAtTheSameMomentGoOn() {
        // Given
        var program = Program.registered("Desk helper");
        var first = letIn(program);

        // When
        var renewed = Stream.generate(() -> CompletableFuture.supplyAsync(() -> program.refresh(first)))
                .limit(2)
                .toList();

        // Then
        for (var answer : renewed) {
            program.refresh(answer.join().path("refresh_token")).then().statusCode(200);
        }
    }

    @Test
    void givesOneAccessForACodeThatComesTwiceAtTheSameMoment() {
        // Given
        var program = Program.registered("Desk helper");
        var code = program.code(Admin.member(Role.ADMIN, Admin.tenant("Own").id()));

        // When
        var answers =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> program.tokens(code)))
                        .limit(2)
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        // Then
        assertEquals(400, answers.stream().mapToInt(Response::statusCode).max().orElseThrow());
        answers.stream()
                .filter(answer -> answer.statusCode() == 200)
                .forEach(answer ->
                        program.refresh(answer.path("refresh_token")).then().statusCode(400));
    }

    /** What is written is answered: nothing that may be away is asked for in between. */
    @Test
    void spendsNeitherCodeNorTokenWhileNothingCanBeSigned() {
        // Given
        var program = Program.registered("Desk helper");
        var refresh = letIn(program);
        var code = program.code(Admin.member(Role.ADMIN, Admin.tenant("Other").id()));
        clock.advance(Duration.ofSeconds(2));
        database.texts("update signing_key set retired_at = '1999-01-01' where retired_at is null");

        // When
        program.refresh(refresh).then().statusCode(not(200));
        program.tokens(code).then().statusCode(not(200));
        database.texts("update signing_key set retired_at = null where retired_at < '2000-01-01'");
        clock.advance(PAST_THE_GRACE);

        // Then
        program.refresh(refresh).then().statusCode(200);
        program.tokens(code).then().statusCode(200);
    }

    @Test
    void letsAProgramRenewSoOftenAndNoMoreWithoutTakingAnythingBack() {
        // Given
        var program = Program.registered("In a loop");
        var other = Program.registered("Desk helper");
        var refresh = letIn(program);
        var ofOther = letIn(other);
        for (int renewal = 1; renewal < MOST_AN_HOUR; renewal++) {
            refresh = program.refresh(refresh).then().statusCode(200).extract().path("refresh_token");
        }

        // When
        var more = program.refresh(refresh);

        // Then
        more.then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("error", equalTo("temporarily_unavailable"));
        other.refresh(ofOther).then().statusCode(200);
        clock.advance(Duration.ofHours(1));
        program.refresh(refresh).then().statusCode(200);
    }

    private static String letIn(Program program) {
        return program.tokens(program.code(
                        Admin.member(Role.ADMIN, Admin.tenant("Own").id())))
                .path("refresh_token");
    }
}
