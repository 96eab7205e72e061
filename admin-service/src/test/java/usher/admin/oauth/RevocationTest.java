package usher.admin.oauth;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.kit.access.Role;

/** Programs give back what they were given, by whichever of their tokens, and nobody else's. */
@QuarkusTest
@WithTestResource(AdminPlatform.class)
class RevocationTest {
    @ParameterizedTest
    @ValueSource(strings = {"refresh_token", "access_token"})
    void endsAllThatItsGrantGave(String kind) {
        // Given
        var program = Program.registered("Desk helper");
        var other = Program.registered("Another");
        var mine = given(program);
        var theirs = given(other);

        // When
        program.revoke(mine.<String>path(kind)).then().statusCode(200);

        // Then
        program.refresh(mine.<String>path("refresh_token"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
        other.refresh(theirs.<String>path("refresh_token")).then().statusCode(200);
        program.revoke(mine.<String>path(kind)).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh_token", "access_token"})
    void leavesAloneWhatAnotherProgramWasGiven(String kind) {
        var program = Program.registered("Desk helper");
        var other = Program.registered("Another");
        var mine = given(program);

        other.revoke(mine.<String>path(kind)).then().statusCode(200);

        program.refresh(mine.<String>path("refresh_token")).then().statusCode(200);
    }

    @Test
    void takesATokenThatIsNoneForOneThatHasEnded() {
        var program = Program.registered("Desk helper");
        var member = Admin.member(Role.ADMIN, Admin.tenant("Own").id());

        for (var token : List.of("grt_never_given", "e30.e30.e30", "no token", member.token())) {
            program.revoke(token).then().statusCode(200);
        }
    }

    @Test
    void isAskedByAProgramThatIsKnown() {
        var mine = given(Program.registered("Desk helper"));

        Program.revoke("00000000-0000-0000-0000-000000000000", mine.<String>path("access_token"))
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    private static Response given(Program program) {
        return program.tokens(
                program.code(Admin.member(Role.ADMIN, Admin.tenant("Own").id())));
    }
}
