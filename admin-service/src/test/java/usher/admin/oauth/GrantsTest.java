package usher.admin.oauth;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.Admin.SignedIn;
import usher.admin.AdminPlatform;
import usher.admin.Eventually;
import usher.kit.access.Role;

/** What a tenant sees of the programs it has let in, and how it shuts them out. */
@QuarkusTest
@WithTestResource(AdminPlatform.class)
class GrantsTest {
    private static final String GRANTS = "/api/v1/admin/grants";

    @Test
    void listsWhoLetWhichProgramInForWhat() {
        // Given
        var member = administrator("Own");
        var stranger = administrator("Other");
        var program = Program.registered("Desk helper");
        program.tokens(program.code(member)).then().statusCode(200);
        program.code(member);

        // When, Then
        member.request()
                .get(GRANTS)
                .then()
                .statusCode(200)
                .body("data.client", contains("Desk helper"))
                .body("data[0].client_id", equalTo(program.id))
                .body("data[0].member", equalTo(member.id()))
                .body("data[0].email", equalTo(member.email()))
                .body("data[0].scopes", contains("agent:ask", "knowledge:read"))
                .body("data[0].last_used_at", notNullValue())
                .body("has_more", equalTo(false));
        stranger.request().get(GRANTS).then().statusCode(200).body("data", empty());
    }

    @Test
    void goesThroughThemPageByPage() {
        var member = administrator("Own");
        var first = Program.registered("First");
        var second = Program.registered("Second");
        first.tokens(first.code(member)).then().statusCode(200);
        second.tokens(second.code(member)).then().statusCode(200);

        String cursor = member.request()
                .get(GRANTS + "?limit=1")
                .then()
                .body("data.client", contains("Second"))
                .body("has_more", equalTo(true))
                .extract()
                .path("next_cursor");

        member.request()
                .get(GRANTS + "?limit=1&starting_after=" + cursor)
                .then()
                .body("data.client", contains("First"))
                .body("has_more", equalTo(false));
        member.request().get(GRANTS + "?starting_after=anything").then().statusCode(400);
    }

    @Test
    void shutsAProgramOut() {
        // Given
        var member = administrator("Own");
        var stranger = administrator("Other");
        var program = Program.registered("Desk helper");
        String refresh = program.tokens(program.code(member)).path("refresh_token");
        String grant = member.request().get(GRANTS).path("data[0].id");
        stranger.request().delete(GRANTS + "/" + grant).then().statusCode(404);
        String next = program.refresh(refresh).then().statusCode(200).extract().path("refresh_token");

        // When
        member.request().delete(GRANTS + "/" + grant).then().statusCode(204);

        // Then
        program.refresh(next).then().statusCode(400).body("error", equalTo("invalid_grant"));
        member.request().get(GRANTS).then().body("data", empty());
        member.request().delete(GRANTS + "/" + grant).then().statusCode(204);
    }

    @Test
    void isForAdministratorsAlone() {
        var editor = Admin.member(Role.EDITOR, Admin.tenant("Own").id());
        Eventually.see(() -> editor.request().get(Admin.AUTH + "/me").statusCode(), status -> status == 200);

        editor.request().get(GRANTS).then().statusCode(403);
        editor.request()
                .delete(GRANTS + "/gnt_01kampz8q3fa7t9c5n2x4ehd6g")
                .then()
                .statusCode(403);
    }

    private static SignedIn administrator(String tenant) {
        var member = Admin.member(Role.ADMIN, Admin.tenant(tenant).id());
        Eventually.see(() -> member.request().get(Admin.AUTH + "/me").statusCode(), status -> status == 200);
        return member;
    }
}
