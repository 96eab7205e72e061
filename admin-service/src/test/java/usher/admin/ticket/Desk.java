package usher.admin.ticket;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import usher.admin.Admin;
import usher.admin.Eventually;
import usher.kit.access.Role;

/** The tickets of a tenant, as somebody works on them. */
final class Desk {
    static final String TICKETS = "/api/v1/admin/tickets";

    private final Admin.SignedIn member;
    private final String query;

    private Desk(Admin.SignedIn member, String query) {
        this.member = member;
        this.query = query;
    }

    /** The platform's people, who work for a tenant that they name. */
    static Desk of(String tenant) {
        return new Desk(Admin.platform(), "tenant=" + tenant);
    }

    /** A new member of a tenant, as soon as the tenant is known. */
    static Desk as(Role role, String tenant) {
        var member = Admin.member(role, tenant);
        Eventually.see(() -> member.request().get(Admin.AUTH + "/me").statusCode(), status -> status == 200);
        return new Desk(member, "");
    }

    String member() {
        return member.id();
    }

    Response create(Map<String, ?> ticket) {
        return member.request().body(ticket).post(path(""));
    }

    String open(String subject) {
        return create(Map.of("subject", subject, "text", "Please see to it."))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    Response list(String filter) {
        return member.request().get(path("", filter));
    }

    Response read(String ticket) {
        return member.request().get(path("/" + ticket));
    }

    JsonPath now(String ticket) {
        return read(ticket).then().statusCode(200).extract().jsonPath();
    }

    Response change(String ticket, Map<String, ?> change) {
        return member.request().body(change).patch(path("/" + ticket));
    }

    Response move(String ticket, String status) {
        return member.request().body(Map.of("status", status)).put(path("/" + ticket + "/status"));
    }

    Response assign(String ticket, String to) {
        return member.request().body(Map.of("member", to)).put(path("/" + ticket + "/assignee"));
    }

    Response unassign(String ticket) {
        return member.request().delete(path("/" + ticket + "/assignee"));
    }

    Response say(String ticket, String text, boolean internal) {
        return member.request().body(Map.of("text", text, "internal", internal)).post(path("/" + ticket + "/comments"));
    }

    Response comments(String ticket, String page) {
        return member.request().get(path("/" + ticket + "/comments", page));
    }

    Response history(String ticket, String page) {
        return member.request().get(path("/" + ticket + "/history", page));
    }

    Response erase(String ticket) {
        return member.request().delete(path("/" + ticket));
    }

    private String path(String rest) {
        return path(rest, "");
    }

    private String path(String rest, String more) {
        var queries = Stream.of(query, more).filter(each -> !each.isEmpty()).collect(Collectors.joining("&"));
        return TICKETS + rest + (queries.isEmpty() ? "" : "?" + queries);
    }
}
