package usher.admin.ticket;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Eventually;
import usher.kit.access.Role;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class TicketsTest {
    @Test
    void getTheNextNumberOfTheirTenant() {
        // Given
        var desk = Desk.of(tenant());
        var other = Desk.of(tenant());
        desk.open("First");

        // When
        var second = desk.create(Map.of(
                "subject", " A broken mug ",
                "text", "The handle is off.",
                "priority", "high",
                "requester", Map.of("name", "Dana", "email", "dana@shop.example")));

        // Then
        second.then()
                .statusCode(201)
                .body("id", startsWith("tkt_"))
                .body("number", equalTo(2))
                .body("version", equalTo(1))
                .body("subject", equalTo("A broken mug"))
                .body("text", equalTo("The handle is off."))
                .body("priority", equalTo("high"))
                .body("status", equalTo("open"))
                .body("origin", equalTo("member"))
                .body("requester.email", equalTo("dana@shop.example"))
                .body("assignee", nullValue())
                .body("created_by.id", equalTo(Admin.platform().id()));
        other.create(Map.of("subject", "Theirs", "text", "Theirs")).then().body("number", equalTo(1));
        other.list("").then().body("data.subject", contains("Theirs"));
    }

    @Test
    void areNoBusinessOfAnotherTenant() {
        // Given
        var desk = Desk.of(tenant());
        var stranger = Desk.as(Role.ADMIN, tenant());
        var id = desk.open("Mine");
        var never = "tkt_01kampz8q3fa7t9c5n2x4ehd6g";

        // When, Then
        for (var ticket : List.of(id, never)) {
            stranger.read(ticket).then().statusCode(404).body("code", equalTo("not-found"));
            stranger.change(ticket, Map.of("subject", "Theirs")).then().statusCode(404);
            stranger.move(ticket, "solved").then().statusCode(404);
            stranger.assign(ticket, stranger.member()).then().statusCode(404);
            stranger.unassign(ticket).then().statusCode(404);
            stranger.say(ticket, "Hello", false).then().statusCode(404);
            stranger.comments(ticket, "").then().statusCode(404);
            stranger.history(ticket, "").then().statusCode(404);
            stranger.erase(ticket).then().statusCode(404);
        }
        stranger.list("q=mine").then().statusCode(200).body("data", empty());
        assertEquals(1, desk.now(id).getInt("version"));
    }

    @Test
    void areListedInPagesByWhatTheyAreAndSay() {
        // Given
        var tenant = tenant();
        var desk = Desk.of(tenant);
        var member = Desk.as(Role.EDITOR, tenant);
        var mug = desk.open("A broken mug, café crème");
        var bill = desk.open("Where is my bill?");
        var late = desk.open("The mug is late");
        desk.change(late, Map.of("priority", "urgent")).then().statusCode(200);
        desk.move(bill, "pending").then().statusCode(200);
        desk.assign(mug, member.member()).then().statusCode(200);

        // When
        var page = desk.list("limit=2");
        var next = desk.list("limit=2&starting_after=" + page.path("next_cursor"));

        // Then
        page.then()
                .body("data.id", contains(late, bill))
                .body("has_more", equalTo(true))
                .body("data[0].text", nullValue());
        next.then().body("data.id", contains(mug)).body("has_more", equalTo(false));
        desk.list("status=pending").then().body("data.id", contains(bill));
        desk.list("status=open&priority=urgent").then().body("data.id", contains(late));
        desk.list("assignee=" + member.member()).then().body("data.id", contains(mug));
        desk.list("assignee=none").then().body("data.id", contains(late, bill));
        desk.list("assignee=me").then().body("data", empty());
        member.list("assignee=me")
                .then()
                .body("data.id", contains(mug))
                .body("data[0].assignee.name", equalTo("Some One"));
        desk.list("q=MUG").then().body("data.id", contains(late, mug));
        desk.list("q=cafe brok").then().body("data.id", contains(mug));
        desk.list("q=2").then().body("data.id", contains(bill));
        desk.list("q=mug&status=pending").then().body("data", empty());
        desk.list("q=!!").then().body("data", empty());
        desk.list("q='ŉ':* | x").then().statusCode(200).body("data", empty());
    }

    @Test
    void areChangedByWhoHasSeenTheNewestVersion() throws Exception {
        // Given
        var desk = Desk.of(tenant());
        var id = desk.open("Before");
        Callable<Integer> change =
                () -> desk.change(id, Map.of("subject", "After " + Thread.currentThread(), "version", 1))
                        .statusCode();

        // When
        List<Integer> both;
        try (var threads = Executors.newFixedThreadPool(2)) {
            both = threads.invokeAll(List.of(change, change)).stream()
                    .map(Future::resultNow)
                    .sorted()
                    .toList();
        }

        // Then
        assertEquals(List.of(200, 409), both);
        var now = desk.now(id);
        assertEquals(2, now.getInt("version"));
        desk.change(id, Map.of("subject", now.getString("subject"), "version", 1))
                .then()
                .statusCode(200);
        desk.change(id, Map.of("priority", "low", "version", 1))
                .then()
                .statusCode(409)
                .body("code", equalTo("ticket-changed"))
                .body("version", equalTo(2));
        desk.change(id, Map.of("priority", "low")).then().statusCode(200).body("version", equalTo(3));
    }

    @Test
    void goFromOpenToClosedAndBack() {
        var desk = Desk.of(tenant());
        var id = desk.open("A broken mug");

        desk.move(id, "closed").then().statusCode(409).body("code", equalTo("ticket-move-impossible"));
        desk.move(id, "pending").then().statusCode(200).body("status", equalTo("pending"));
        desk.move(id, "solved").then().statusCode(200);
        desk.say(id, "Thanks", false).then().statusCode(201);
        desk.move(id, "closed").then().statusCode(200);
        desk.move(id, "closed").then().statusCode(200).body("version", equalTo(5));
        desk.move(id, "pending").then().statusCode(409);
        desk.change(id, Map.of("subject", "Late")).then().statusCode(409).body("code", equalTo("ticket-closed"));
        desk.say(id, "Late", true).then().statusCode(409);
        desk.unassign(id).then().statusCode(409);
        desk.move(id, "open")
                .then()
                .statusCode(200)
                .body("solved_at", nullValue())
                .body("closed_at", nullValue());
        desk.change(id, Map.of("subject", "In time")).then().statusCode(200);
    }

    @Test
    void areAssignedToActiveMembersOfTheirTenant() {
        // Given
        var tenant = tenant();
        var desk = Desk.of(tenant);
        var member = Admin.member(Role.ANALYST, tenant);
        var suspended = Admin.member(Role.EDITOR, tenant);
        var stranger = Admin.member(Role.EDITOR, tenant());
        var platform = Admin.platform();
        platform.request()
                .body(Map.of("status", "suspended"))
                .put(Admin.USERS + "/" + suspended.id() + "/status")
                .then()
                .statusCode(200);
        var id = desk.open("A broken mug");

        // When, Then
        desk.assign(id, stranger.id()).then().statusCode(404).body("code", equalTo("not-found"));
        desk.assign(id, platform.id()).then().statusCode(404);
        desk.assign(id, suspended.id()).then().statusCode(409).body("code", equalTo("member-inactive"));
        desk.assign(id, member.id()).then().statusCode(200).body("assignee.id", equalTo(member.id()));
        desk.assign(id, member.id()).then().statusCode(200).body("version", equalTo(2));
        desk.unassign(id).then().statusCode(200).body("assignee", nullValue()).body("version", equalTo(3));
    }

    @Test
    void areWorkedOnByEditorsAndErasedByAdministrators() {
        // Given
        var tenant = tenant();
        var id = Desk.of(tenant).open("A broken mug");
        var analyst = Desk.as(Role.ANALYST, tenant);
        var editor = Desk.as(Role.EDITOR, tenant);

        // When, Then
        analyst.read(id).then().statusCode(200);
        analyst.list("").then().body("data.id", hasItem(id));
        Stream.of(
                        analyst.create(Map.of("subject", "No", "text", "No")),
                        analyst.change(id, Map.of("subject", "No")),
                        analyst.move(id, "solved"),
                        analyst.assign(id, analyst.member()),
                        analyst.unassign(id),
                        analyst.say(id, "No", true),
                        analyst.erase(id),
                        editor.erase(id))
                .forEach(no -> no.then().statusCode(403).body("code", equalTo("role-too-low")));
        editor.say(id, "Yes", false).then().statusCode(201).body("by.name", equalTo("Some One"));
    }

    @Test
    void areReadByTheTenantsServerToo() {
        // Given
        var tenant = Admin.tenant("Acme");
        var id = Desk.of(tenant.id()).open("A broken mug");
        var server = Admin.as(tenant.secretKey());

        // When, Then
        Eventually.see(() -> server.get(Desk.TICKETS).statusCode(), status -> status == 200);
        server.get(Desk.TICKETS + "/" + id).then().statusCode(200).body("subject", equalTo("A broken mug"));
        server.get(Desk.TICKETS + "?assignee=me").then().statusCode(400);
        server.body(Map.of("status", "solved"))
                .put(Desk.TICKETS + "/" + id + "/status")
                .then()
                .statusCode(403);
    }

    private static String tenant() {
        return Admin.tenant("Acme").id();
    }
}
