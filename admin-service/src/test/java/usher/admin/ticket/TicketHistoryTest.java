package usher.admin.ticket;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Database;
import usher.admin.Eventually;
import usher.admin.notice.Raised;
import usher.kit.access.Role;

/** What is said about tickets, who did what, what others are told, and how all of it goes. */
@QuarkusTest
@WithTestResource(AdminPlatform.class)
class TicketHistoryTest {
    private final Database database;

    TicketHistoryTest(Database database) {
        this.database = database;
    }

    @Test
    void keepsRepliesAndNotesInTheirOrder() {
        // Given
        var tenant = tenant();
        var desk = Desk.of(tenant);
        var id = desk.open("A broken mug");
        var silent = desk.open("Nothing is said");
        desk.say(id, "Which mug?", false).then().statusCode(201).body("internal", equalTo(false));
        desk.say(id, "The blue one, I think.", true).then().statusCode(201).body("internal", equalTo(true));
        desk.say(id, "A new one is on its way.", false).then().statusCode(201);

        // When
        var page = desk.comments(id, "limit=2");
        var next = desk.comments(id, "limit=2&starting_after=" + page.path("next_cursor"));

        // Then
        page.then()
                .body("data.text", contains("Which mug?", "The blue one, I think."))
                .body("has_more", equalTo(true));
        next.then().body("data.text", contains("A new one is on its way.")).body("has_more", equalTo(false));
        desk.comments(silent, "").then().body("data", empty());
        assertEquals(4, desk.now(id).getInt("version"));
    }

    @Test
    void tellsWhoDidWhat() {
        // Given
        var tenant = tenant();
        var editor = Desk.as(Role.EDITOR, tenant);
        var id = editor.open("A broken mug");
        editor.change(id, Map.of("priority", "high", "subject", "A broken cup"));
        editor.assign(id, editor.member());
        editor.say(id, "Which?", true);
        editor.move(id, "pending");

        // When
        var page = editor.history(id, "limit=3");
        var next = editor.history(id, "limit=3&starting_after=" + page.path("next_cursor"));

        // Then
        page.then()
                .statusCode(200)
                .body("data.what", contains("moved", "noted", "assigned"))
                .body("data.version", contains(5, 4, 3))
                .body("data[0].before", equalTo(Map.of("status", "open")))
                .body("data[0].after", equalTo(Map.of("status", "pending")))
                .body("data[0].member", equalTo(editor.member()))
                .body("data[0].member_name", equalTo("Some One"))
                .body("data[1].after", equalTo(Map.of()))
                .body("data[2].after", equalTo(Map.of("assignee", editor.member())));
        next.then()
                .body("data.what", contains("changed", "opened"))
                .body("data[0].before", equalTo(Map.of("priority", "normal", "subject", "A broken mug")))
                .body("data[0].after", equalTo(Map.of("priority", "high", "subject", "A broken cup")));
        editor.history(id, "starting_after=x").then().statusCode(400);
    }

    @Test
    void forgetsTheWordsOfATicketThatIsErased() {
        // Given
        var tenant = tenant();
        var desk = Desk.of(tenant);
        var secret = "secret" + UUID.randomUUID();
        var id = desk.create(Map.of("subject", "A " + secret, "text", secret, "requester", Map.of("name", secret)))
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        desk.change(id, Map.of("subject", "Of " + secret, "text", secret + "!"));
        desk.say(id, secret, false);
        var kept = desk.open("Kept");
        desk.say(kept, "Kept too", false);
        Eventually.see(() -> database.everything().contains(secret), there -> there);

        // When
        desk.erase(id).then().statusCode(204);
        desk.erase(id).then().statusCode(204);

        // Then
        assertFalse(database.everything().contains(secret));
        desk.read(id)
                .then()
                .statusCode(200)
                .body("number", equalTo(1))
                .body("status", equalTo("closed"))
                .body("erased_at", notNullValue())
                .body("subject", nullValue())
                .body("version", equalTo(4));
        desk.history(id, "").then().body("data.what", contains("erased", "replied", "changed", "opened"));
        desk.comments(id, "").then().statusCode(200).body("data", empty());
        desk.list("").then().body("data.id", contains(kept));
        desk.comments(kept, "").then().body("data.text", contains("Kept too"));
        desk.move(id, "open").then().statusCode(409).body("code", equalTo("ticket-erased"));
        desk.change(id, Map.of("subject", "Back")).then().statusCode(409);
        desk.say(id, "Back", false).then().statusCode(409);
    }

    @Test
    void tellsTheTenantsSystemsWithoutAWord() {
        // Given
        var tenant = tenant();
        var other = tenant();
        Raised.endpoint(tenant, "https://127.0.0.1:9/", "ticket.*");
        var desk = Desk.of(tenant);
        var member = Admin.member(Role.EDITOR, tenant);
        var id = desk.open("A broken mug");
        desk.change(id, Map.of("priority", "high"));
        desk.assign(id, member.id());
        desk.say(id, "A note", true);
        desk.say(id, "A reply", false);
        desk.move(id, "solved");
        desk.move(id, "closed");
        desk.move(id, "open");
        desk.unassign(id);

        // When
        desk.erase(id);

        // Then
        var told = Eventually.see(
                () -> Admin.platform().request().get(Raised.NOTICES + "?event=ticket.*&tenant=" + tenant),
                notices -> notices.<List<?>>path("data").size() == 8);
        assertEquals(
                List.of(
                        "ticket.assigned",
                        "ticket.closed",
                        "ticket.created",
                        "ticket.erased",
                        "ticket.reopened",
                        "ticket.replied",
                        "ticket.solved",
                        "ticket.unassigned"),
                told.<List<String>>path("data.event").stream().sorted().toList());
        told.then()
                .body(
                        "data.findAll { it.event == 'ticket.assigned' }.data",
                        contains(Map.of(
                                "ticket",
                                id,
                                "number",
                                1,
                                "status",
                                "open",
                                "priority",
                                "high",
                                "assignee",
                                member.id())));
        assertTrue(told.<List<Integer>>path("data.collect { it.waiting + it.failed }").stream()
                .allMatch(sent -> sent == 1));
        assertFalse(told.asString().contains("mug") || told.asString().contains("reply"));
        Admin.platform()
                .request()
                .get(Raised.NOTICES + "?event=ticket.*&tenant=" + other)
                .then()
                .body("data", empty());
    }

    private static String tenant() {
        return Admin.tenant("Acme").id();
    }
}
