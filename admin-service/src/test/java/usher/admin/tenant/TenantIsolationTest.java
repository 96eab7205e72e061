package usher.admin.tenant;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Eventually;
import usher.kit.access.Role;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class TenantIsolationTest {
    @Test
    void letsAMemberOfATenantSeeThatTenantAlone() {
        // Given
        var own = Admin.tenant("Own");
        var other = Admin.tenant("Other");
        var member = Admin.member(Role.ADMIN, own.id());
        awaitKnown(member);
        var nowhere = member.request().get(Admin.TENANTS + "/ten_00000000000000000000000000");

        // When
        var list = member.request().get(Admin.TENANTS);
        var foreign = member.request().get(Admin.TENANTS + "/" + other.id());

        // Then
        list.then().statusCode(200).body("data.id", contains(own.id()));
        foreign.then().statusCode(404);
        assertEquals(nowhere.<String>path("detail"), foreign.path("detail"));
        member.request()
                .body(Map.of("name", "Mine"))
                .patch(Admin.TENANTS + "/" + other.id())
                .then()
                .statusCode(404);
        member.request().get(Admin.TENANTS + "/" + other.id() + "/keys").then().statusCode(404);
        member.request()
                .body(Map.of("kind", "secret"))
                .post(Admin.TENANTS + "/" + other.id() + "/keys")
                .then()
                .statusCode(404);
        member.request()
                .post(Admin.TENANTS + "/" + other.id() + "/identity-keys")
                .then()
                .statusCode(404);
        Admin.platform().request().get(Admin.TENANTS + "/" + other.id()).then().body("name", equalTo("Other"));
    }

    @Test
    void letsOnlyThePlatformMakeAndMoveTenants() {
        var tenant = Admin.tenant("Own");
        var member = Admin.member(Role.ADMIN, tenant.id());
        awaitKnown(member);
        var editor = Admin.member(Role.EDITOR, null);

        member.request().body(Map.of("name", "x")).post(Admin.TENANTS).then().statusCode(403);
        member.request()
                .body(Map.of("status", "deleted"))
                .put(Admin.TENANTS + "/" + tenant.id() + "/status")
                .then()
                .statusCode(403);
        editor.request().body(Map.of("name", "x")).post(Admin.TENANTS).then().statusCode(403);
        member.request()
                .body(Map.of("name", "Renamed"))
                .patch(Admin.TENANTS + "/" + tenant.id())
                .then()
                .statusCode(200)
                .body("name", equalTo("Renamed"));
    }

    /** A new tenant's member can act when the tenant's snapshot has come round through Kafka. */
    private static void awaitKnown(Admin.SignedIn member) {
        Eventually.see(() -> member.request().get(Admin.AUTH + "/me").statusCode(), status -> status == 200);
    }
}
