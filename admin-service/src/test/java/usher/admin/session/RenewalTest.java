package usher.admin.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.SettableClock;
import usher.kit.access.Role;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class RenewalTest {
    private static final Duration PAST_THE_GRACE = RefreshToken.GRACE.plusSeconds(1);

    private final SettableClock clock;

    RenewalTest(SettableClock clock) {
        this.clock = clock;
    }

    @AfterEach
    void comeBackToThePresent() {
        clock.reset();
    }

    @Test
    void replacesTheRefreshTokenEachTime() {
        var first = Admin.member(Role.ANALYST, null).refreshToken();

        var second = renewed(first);
        var third = renewed(second);

        assertEquals(3, new HashSet<>(List.of(first, second, third)).size());
    }

    @Test
    void givesAnAccessTokenThatWorks() {
        var member = Admin.member(Role.ANALYST, null);

        String token = Admin.refresh(member.refreshToken()).path("access_token");

        Admin.as(token).get(Admin.AUTH + "/me").then().statusCode(200).body("id", equalTo(member.id()));
    }

    @Test
    void endsTheWholeSessionWhenAReplacedTokenIsUsedAgain() {
        // Given
        var first = Admin.member(Role.ANALYST, null).refreshToken();
        var second = renewed(first);
        clock.advance(PAST_THE_GRACE);

        // When
        Admin.refresh(first).then().statusCode(401).body("code", equalTo("refresh-reused"));

        // Then
        Admin.refresh(second).then().statusCode(401).body("code", equalTo("refresh-invalid"));
    }

    @Test
    void leavesOtherSessionsOfTheMemberAlone() {
        // Given
        var member = Admin.member(Role.ANALYST, null);
        var other = Admin.signIn(member.email(), Admin.PASSWORD).refreshToken();
        renewed(member.refreshToken());
        clock.advance(PAST_THE_GRACE);

        // When
        Admin.refresh(member.refreshToken()).then().statusCode(401);

        // Then
        Admin.refresh(other).then().statusCode(200);
    }

    @Test
    void givesTwoTabsThatWakeTogetherATokenEach() throws Exception {
        // Given
        var token = Admin.member(Role.ANALYST, null).refreshToken();
        Callable<String> tab = () -> renewed(token);

        // When
        String left;
        String right;
        try (var tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = tabs.invokeAll(Stream.of(tab, tab).toList());
            left = both.get(0).get();
            right = both.get(1).get();
        }

        // Then
        assertNotEquals(left, right);
        clock.advance(PAST_THE_GRACE);
        Admin.refresh(left).then().statusCode(200);
        Admin.refresh(right).then().statusCode(200);
    }

    @Test
    void refusesATokenThatIsADayOld() {
        var token = Admin.member(Role.ANALYST, null).refreshToken();

        clock.advance(RefreshToken.LIFE);

        Admin.refresh(token).then().statusCode(401).body("code", equalTo("refresh-invalid"));
    }

    @Test
    void refusesATokenItNeverGave() {
        Admin.refresh("rt_guessed").then().statusCode(401).body("code", equalTo("refresh-invalid"));
    }

    @Test
    void endsTheSessionAtSignOut() {
        var token = Admin.member(Role.ANALYST, null).refreshToken();

        signOut(token);

        Admin.refresh(token).then().statusCode(401).body("code", equalTo("refresh-invalid"));
    }

    @Test
    void answersSignOutAlikeWhateverTheToken() {
        signOut("rt_never_given");
    }

    private static void signOut(String token) {
        given().contentType(ContentType.JSON)
                .body(Map.of("refresh_token", token))
                .post(Admin.AUTH + "/logout")
                .then()
                .statusCode(204);
    }

    private static String renewed(String token) {
        return Admin.refresh(token).then().statusCode(200).extract().path("refresh_token");
    }
}
