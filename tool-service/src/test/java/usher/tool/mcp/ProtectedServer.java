package usher.tool.mcp;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import usher.contracts.id.TenantId;
import usher.tool.Systems;
import usher.tool.Tools;

/**
 * A server of the Model Context Protocol that lets in whom its authorization server has sent, and the way of a member: from the console
 * to that server's page and back.
 */
final class ProtectedServer implements AutoCloseable {
    static final String CALLBACK = "/api/v1/tools/oauth/callback";
    static final String PUBLIC = "https://usher.example";

    final AuthorizingServer authority = new AuthorizingServer("/tenant1");
    final RemoteServer mcp = new RemoteServer(true).offering("get-stock", "Looks up stock");

    ProtectedServer() {
        authority.resource = mcp.url();
        mcp.gate = authority::accepts;
        describe(mcp.url(), authority.issuer());
        mcp.http()
                .otherwise((request, number) ->
                        request.response().setStatusCode(404).end());
        var place = mcp.http().url("/described");
        mcp.challenge = "Basic realm=\"x\", Bearer resource_metadata=\"" + place + "\", scope=\"stock:read\"";
    }

    /** What the server says of itself, at a place that its challenge names. */
    void describe(String resource, String issuer) {
        mcp.http().answer("/described", 200, description(resource, issuer));
    }

    static String description(String resource, String issuer) {
        return new JsonObject()
                .put("resource", resource)
                .put("authorization_servers", new JsonArray().add(issuer))
                .put("scopes_supported", new JsonArray().add("stock:read").add("stock:all"))
                .encode();
    }

    JsonObject settings() {
        return new JsonObject().put("url", mcp.url()).put("auth", "authorization_code");
    }

    String connect(TenantId tenant) {
        return Systems.connect(tenant, Systems.integration("mcp", settings(), new JsonObject()));
    }

    /** A tool of this server in the tenant's hands, by the name of stock. */
    void adopt(TenantId tenant, String system) {
        var imports = Systems.INTEGRATIONS + "/" + system + "/imports";
        String fingerprint = Systems.post(tenant, imports + "/preview", new JsonObject())
                .statusCode(200)
                .extract()
                .path("offers[0].fingerprint");
        var pick = new JsonObject()
                .put("operation", "get-stock")
                .put("name", "stock")
                .put("fingerprint", fingerprint);
        Systems.post(tenant, imports, new JsonObject().put("picks", new JsonArray().add(pick)))
                .statusCode(201);
    }

    /** Connected, with a tool; returns the integration's id. */
    String inUse(TenantId tenant) {
        var system = connect(tenant);
        authorise(tenant, system);
        adopt(tenant, system);
        return system;
    }

    static ValidatableResponse ask(TenantId tenant) {
        return Tools.invoke(tenant, Tools.call("stock", new JsonObject().put("sku", "a1"), null));
    }

    void authorise(TenantId tenant, String system) {
        var begun = begin(tenant, system);
        comeBack(agreed(begun), begun.getCookies()).statusCode(200);
        status(tenant, system).body("status", equalTo("connected"));
    }

    static Response begin(TenantId tenant, String system) {
        var response = Tools.asAdmin(tenant).post(path(system));
        response.then().statusCode(201);
        return response;
    }

    static ValidatableResponse beginning(TenantId tenant, String system) {
        return Tools.asAdmin(tenant).post(path(system)).then();
    }

    static ValidatableResponse status(TenantId tenant, String system) {
        return Tools.asAdmin(tenant).get(path(system)).then().statusCode(200);
    }

    static String path(String system) {
        return Systems.INTEGRATIONS + "/" + system + "/authorization";
    }

    /** The member opens the page over there and agrees; where the browser is sent then. */
    static String agreed(Response begun) {
        return given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .get(begun.<String>path("url"))
                .then()
                .statusCode(302)
                .extract()
                .header("location");
    }

    static ValidatableResponse comeBack(String location, Map<String, String> cookies) {
        return given().urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .cookies(cookies)
                .get(location.replaceFirst("^" + PUBLIC, ""))
                .then();
    }

    @Override
    public void close() {
        mcp.close();
        authority.close();
    }
}
