package usher.admin.tenant;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Database;
import usher.admin.Eventually;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;

/** A request with an Idempotency-Key is carried out once, whenever the service dies on the way. */
@QuarkusTest
@WithTestResource(AdminPlatform.class)
class RepeatedRequestTest {
    /** As if the service had died after the work was committed: no answer can be stored. */
    private static final String NO_ANSWERS = "check (status is null or status = 0)";

    /** As if it had died at the last moment before the commit: the note that the work is done cannot be stored. */
    private static final String NO_MARKS = "check (status is null)";

    private static final String AGE =
            "update idempotency set created_at = created_at - interval '2 minutes' where key = $1 returning key";

    private final Database database;
    private final String url;
    private final String password;
    private final String key = UUID.randomUUID().toString();

    RepeatedRequestTest(
            Database database,
            @ConfigProperty(name = "usher.postgres.url") String url,
            @ConfigProperty(name = "usher.postgres.owner-password") String password) {
        this.database = database;
        this.url = url;
        this.password = password;
    }

    @AfterEach
    void heal() throws SQLException {
        asOwner("alter table idempotency drop constraint if exists fault");
    }

    @Test
    void isToldThatOnlyTheAnswerWasLost() throws SQLException {
        // Given
        fault(NO_ANSWERS);
        create().then().statusCode(500);
        heal();

        // When
        create().then().statusCode(409).body("code", equalTo("idempotency-in-progress"));
        database.texts(AGE, key);

        // Then
        create().then().statusCode(409).body("code", equalTo("idempotency-answer-lost"));
        assertEquals(1, tenants());
    }

    @Test
    void isToldSoForTheWorkOfThePlatformToo() throws SQLException {
        // Given
        var email = key + "@usher.example";
        fault(NO_ANSWERS);
        add(email).then().statusCode(500);
        heal();

        // When
        database.texts(AGE, key);

        // Then
        add(email).then().statusCode(409).body("code", equalTo("idempotency-answer-lost"));
        Admin.platform().request().get(Admin.USERS + "?q=" + key).then().body("data", hasSize(1));
    }

    @Test
    void isCarriedOutWhenNothingCameOfTheFirst() throws SQLException {
        // Given
        fault(NO_MARKS);
        create().then().statusCode(500);
        heal();
        assertEquals(0, tenants());

        // When
        create().then().statusCode(201);

        // Then
        create().then().statusCode(201).header("Idempotency-Replayed", "true");
        assertEquals(1, tenants());
    }

    @Test
    void takesOverFromAFirstThatHangsWhichThenChangesNothing() throws Exception {
        // Given
        var tenant = Admin.tenant("Locked").id();
        var uuid = TenantId.fromString(tenant).value();
        Callable<Response> issue = () -> issue(tenant);
        try (var both = Executors.newVirtualThreadPerTaskExecutor();
                var owner = owner()) {
            owner.setAutoCommit(false);
            owner.createStatement().execute("select from tenant where id = '" + uuid + "' for update");
            var first = both.submit(issue);
            Eventually.see(() -> database.texts(AGE, key), aged -> !aged.isEmpty());

            // When
            var second = both.submit(issue);
            Eventually.see(this::takenJustNow, taken -> taken);
            owner.commit();

            // Then
            assertEquals(List.of(201, 409), statuses(first, second));
        }
        Admin.platform()
                .request()
                .get(Admin.TENANTS + "/" + tenant + "/keys")
                .then()
                .body("data", hasSize(3));
    }

    private boolean takenJustNow() {
        return !database.texts(
                        "select key from idempotency where key = $1 and created_at > now() - interval '1 minute'", key)
                .isEmpty();
    }

    private static List<Integer> statuses(Future<Response> first, Future<Response> second) throws Exception {
        return List.of(first.get().statusCode(), second.get().statusCode()).stream()
                .sorted()
                .toList();
    }

    private Response create() {
        return Admin.platform()
                .request()
                .header("Idempotency-Key", key)
                .body(Map.of("name", "Repeated " + key))
                .post(Admin.TENANTS);
    }

    private Response add(String email) {
        return Admin.platform()
                .request()
                .header("Idempotency-Key", key)
                .body(Admin.newMember(email, Role.ANALYST, null))
                .post(Admin.USERS);
    }

    private Response issue(String tenant) {
        return Admin.platform()
                .request()
                .header("Idempotency-Key", key)
                .body(Map.of("kind", "secret"))
                .post(Admin.TENANTS + "/" + tenant + "/keys");
    }

    private int tenants() {
        return Admin.platform()
                .request()
                .get(Admin.TENANTS + "?q=" + key)
                .<List<?>>path("data")
                .size();
    }

    private void fault(String check) throws SQLException {
        asOwner("alter table idempotency add constraint fault " + check + " not valid");
    }

    private void asOwner(String statement) throws SQLException {
        try (var connection = owner()) {
            connection.createStatement().execute(statement);
        }
    }

    private Connection owner() throws SQLException {
        return DriverManager.getConnection("jdbc:" + url + "?currentSchema=admin", "admin_owner", password);
    }
}
