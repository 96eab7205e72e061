package usher.admin.session;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.kit.access.Role;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class PasswordTest {
    private static final String ANOTHER = "quite another password";

    @Test
    void thatSomebodyElseChoseSignsNobodyIn() {
        var email = added();

        for (int time = 0; time < 12; time++) {
            Admin.login(email, Admin.GIVEN_PASSWORD)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("password-change-required"))
                    .body("containsKey('access_token')", equalTo(false));
        }

        Admin.login(email, Admin.PASSWORD).then().statusCode(401);
    }

    @Test
    void ofOnesOwnSignsInFromThenOn() {
        var email = added();

        Admin.changePassword(email, Admin.GIVEN_PASSWORD, Admin.PASSWORD)
                .then()
                .statusCode(200)
                .body("member.email", equalTo(email))
                .body("member.must_change_password", equalTo(false));

        Admin.signIn(email, Admin.PASSWORD)
                .request()
                .get(Admin.AUTH + "/me")
                .then()
                .statusCode(200);
        Admin.login(email, Admin.GIVEN_PASSWORD).then().statusCode(401);
    }

    @Test
    void thatIsNewEndsTheSignInsWithTheOldOneAndNobodyElses() {
        // Given
        var member = Admin.member(Role.ANALYST, Admin.tenant("Own").id());
        var other = Admin.member(Role.ANALYST, Admin.tenant("Other").id());

        // When
        String mine = Admin.changePassword(member.email(), Admin.PASSWORD, ANOTHER)
                .then()
                .statusCode(200)
                .extract()
                .path("refresh_token");

        // Then
        Admin.refresh(member.refreshToken()).then().statusCode(401).body("code", equalTo("refresh-invalid"));
        Admin.refresh(mine).then().statusCode(200);
        Admin.refresh(other.refreshToken()).then().statusCode(200);
        Admin.login(other.email(), ANOTHER).then().statusCode(401);
    }

    @Test
    void cannotBeChangedByGuessing() {
        var email = added();

        for (int guess = 0; guess < 10; guess++) {
            Admin.changePassword(email, "a wrong password", ANOTHER)
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("invalid-credentials"));
        }

        assertEquals(
                429, Admin.changePassword(email, Admin.GIVEN_PASSWORD, ANOTHER).statusCode());
    }

    @ParameterizedTest
    @CsvSource({"short", "'a password for one day'"})
    void hasToBeLongAndAnotherOne(String unfit) {
        var email = added();

        Admin.changePassword(email, Admin.GIVEN_PASSWORD, unfit)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");

        Admin.login(email, Admin.GIVEN_PASSWORD).then().statusCode(403);
    }

    private static String added() {
        var email = UUID.randomUUID() + "@usher.example";
        Admin.platform()
                .request()
                .body(Admin.newMember(email, Role.ANALYST, null))
                .post(Admin.USERS)
                .then()
                .statusCode(201);
        return email;
    }
}
