package usher.admin.member;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Eventually;
import usher.kit.access.Role;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class MembersTest {
    @Test
    void areAddedAndRead() {
        var tenant = Admin.tenant("Acme").id();
        var email = "Ada." + UUID.randomUUID() + "@Usher.Example";

        var added = add(Admin.platform(), email, Role.EDITOR, tenant);

        added.then()
                .statusCode(201)
                .body("id", matchesPattern("mem_[0-9a-z]{26}"))
                .body("email", equalTo(email.toLowerCase(Locale.ROOT)))
                .body("role", equalTo("editor"))
                .body("tenant", equalTo(tenant))
                .body("status", equalTo("active"))
                .body(
                        "keySet()",
                        containsInAnyOrder(
                                "id",
                                "email",
                                "name",
                                "role",
                                "tenant",
                                "status",
                                "must_change_password",
                                "created_at",
                                "updated_at"))
                .body("must_change_password", equalTo(true));
        Admin.platform()
                .request()
                .get(Admin.USERS + "/" + added.path("id"))
                .then()
                .statusCode(200)
                .body("id", equalTo(added.path("id")));
    }

    @Test
    void haveAnEmailEach() throws Exception {
        var email = UUID.randomUUID() + "@usher.example";
        var admin = Admin.platform();
        Callable<Integer> add = () -> add(admin, email, Role.ANALYST, null).statusCode();

        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = both.invokeAll(Stream.of(add, add).toList());
            assertEquals(201 + 409, answers.get(0).get() + answers.get(1).get());
        }

        add(admin, email.toUpperCase(Locale.ROOT), Role.ANALYST, null)
                .then()
                .statusCode(409)
                .body("code", equalTo("member-exists"));
    }

    @Test
    void leaveTheirEmailFreeWhenTheyAreDeleted() {
        var member = Admin.member(Role.ANALYST, null);
        var admin = Admin.platform();

        admin.request().delete(Admin.USERS + "/" + member.id()).then().statusCode(204);

        admin.request().get(Admin.USERS + "/" + member.id()).then().body("status", equalTo("deleted"));
        member.request().get(Admin.AUTH + "/me").then().statusCode(401);
        move(admin, member.id(), "active").then().statusCode(409).body("code", equalTo("member-deleted"));
        add(admin, member.email(), Role.ANALYST, null).then().statusCode(201);
    }

    @Test
    void cannotSuspendOrDeleteThemselves() {
        var admin = Admin.member(Role.ADMIN, null);

        move(admin, admin.id(), "suspended").then().statusCode(409).body("code", equalTo("own-account"));
        admin.request().delete(Admin.USERS + "/" + admin.id()).then().statusCode(409);
    }

    @Test
    void areFoundByTextStatusAndTenantInPages() {
        // Given
        var tenant = Admin.tenant("Acme").id();
        var first = Admin.member(Role.ANALYST, tenant);
        var second = Admin.member(Role.ANALYST, tenant);
        var third = Admin.member(Role.ANALYST, tenant);
        var admin = Admin.platform();
        move(admin, second.id(), "suspended");

        // When
        var page = admin.request().get(Admin.USERS + "?limit=2&tenant=" + tenant);
        var next = admin.request()
                .get(Admin.USERS + "?limit=2&tenant=" + tenant + "&starting_after=" + page.path("next_cursor"));

        // Then
        page.then().body("data.id", contains(third.id(), second.id())).body("has_more", equalTo(true));
        next.then().body("data.id", contains(first.id())).body("has_more", equalTo(false));
        admin.request()
                .get(Admin.USERS + "?status=suspended&tenant=" + tenant)
                .then()
                .body("data.id", contains(second.id()));
        admin.request()
                .get(Admin.USERS + "?q=" + first.email().toUpperCase(Locale.ROOT))
                .then()
                .body("data.id", contains(first.id()));
        admin.request().get(Admin.USERS + "?q=____________").then().body("data", empty());
    }

    @Test
    void areCountedByWhatTheyAre() {
        // Given
        var tenant = Admin.tenant("Acme").id();
        var suspended = Admin.member(Role.ANALYST, tenant);
        var deleted = Admin.member(Role.ANALYST, tenant);
        var admin = Admin.platform();
        add(admin, UUID.randomUUID() + "@usher.example", Role.ANALYST, tenant);
        move(admin, suspended.id(), "suspended");
        move(admin, deleted.id(), "deleted");

        // When
        var stats = admin.request().get(Admin.USERS + "/stats/overview?tenant=" + tenant);

        // Then
        stats.then()
                .statusCode(200)
                .body("total", equalTo(3))
                .body("active", equalTo(1))
                .body("suspended", equalTo(1))
                .body("deactivated", equalTo(1))
                .body("verified", equalTo(1))
                .body("verification_rate", equalTo(50.0f));
    }

    @Test
    void ofATenantAreManagedByItsAdminAlone() {
        // Given
        var own = Admin.tenant("Own").id();
        var other = Admin.tenant("Other").id();
        var admin = Admin.member(Role.ADMIN, own);
        var stranger = Admin.member(Role.ADMIN, other);
        var platform = Admin.platform();
        Eventually.see(() -> admin.request().get(Admin.AUTH + "/me").statusCode(), status -> status == 200);

        // When
        var added = add(admin, UUID.randomUUID() + "@usher.example", Role.ANALYST, null);

        // Then
        added.then().statusCode(201).body("tenant", equalTo(own));
        admin.request().get(Admin.USERS).then().body("data", hasSize(2)).body("data.id", hasItem(admin.id()));
        admin.request().get(Admin.USERS + "/stats/overview").then().body("total", equalTo(2));
        admin.request().get(Admin.USERS + "?tenant=" + other).then().statusCode(404);
        add(admin, UUID.randomUUID() + "@usher.example", Role.ANALYST, other)
                .then()
                .statusCode(404);
        for (var foreign : new String[] {stranger.id(), platform.id()}) {
            admin.request().get(Admin.USERS + "/" + foreign).then().statusCode(404);
            move(admin, foreign, "suspended").then().statusCode(404);
            admin.request().delete(Admin.USERS + "/" + foreign).then().statusCode(404);
        }
        platform.request().get(Admin.USERS + "/" + stranger.id()).then().body("status", equalTo("active"));
        assertEquals(200, platform.request().get(Admin.AUTH + "/me").statusCode());
    }

    @ParameterizedTest
    @CsvSource({"ANALYST", "EDITOR"})
    void areNoBusinessOfLowerRoles(Role role) {
        var member = Admin.member(role, null);

        member.request().get(Admin.USERS).then().statusCode(403).body("code", equalTo("role-too-low"));
        add(member, UUID.randomUUID() + "@usher.example", Role.ANALYST, null)
                .then()
                .statusCode(403);
        move(member, Admin.platform().id(), "suspended").then().statusCode(403);
    }

    @Test
    void belongToATenantThatIsThere() {
        add(Admin.platform(), UUID.randomUUID() + "@usher.example", Role.ANALYST, "ten_00000000000000000000000001")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "absent",
            value = {
                "email|absent",
                "email|",
                "email|admin",
                "email|a b@usher.example",
                "email|a@b",
                "name|absent",
                "name|' '",
                "password|absent",
                "password|admin123",
                "password_hash|not a hash",
                "role|absent",
                "role|owner",
                "tenant|ten_x",
                "status|active"
            })
    void areRefusedWithAWrongField(String field, @Nullable String value) {
        var body = new HashMap<>(Admin.newMember(UUID.randomUUID() + "@usher.example", Role.ANALYST, null));
        body.put(field, value);

        Admin.platform()
                .request()
                .body(body)
                .post(Admin.USERS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mem_x", "ten_00000000000000000000000000", "1", "mem_00000000000000000000000000", "%00"})
    void areNotFoundByIdsThatAreNone(String id) {
        Admin.platform()
                .request()
                .urlEncodingEnabled(false)
                .get(Admin.USERS + "/" + id)
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'; drop table member; --", "﷽", "\uD83D\uDCA9\uD83D\uDCA9", "<script>", "$1 :name ?1", "%s"})
    void haveNamesOfAnyKind(String name) {
        var body = new HashMap<>(Admin.newMember(UUID.randomUUID() + "@usher.example", Role.ANALYST, null));
        body.put("name", name);

        Admin.platform()
                .request()
                .body(body)
                .post(Admin.USERS)
                .then()
                .statusCode(201)
                .body("name", equalTo(name));
        var found = Admin.platform().request().queryParam("q", name).get(Admin.USERS);
        assertTrue(found.statusCode() == 200 && !found.<List<?>>path("data").isEmpty());
    }

    private static Response add(Admin.SignedIn as, String email, Role role, @Nullable String tenant) {
        return as.request().body(Admin.newMember(email, role, tenant)).post(Admin.USERS);
    }

    private static Response move(Admin.SignedIn as, String member, String status) {
        return as.request().body(Map.of("status", status)).put(Admin.USERS + "/" + member + "/status");
    }
}
