package usher.e2e.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A signed-in member, with the acts of the console that tests need. */
public final class Operator {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Api open;
    private final Api api;
    private final JsonNode session;

    private Operator(Api open, JsonNode session) {
        this.open = open;
        this.session = session;
        this.api = open.as(session.path("access_token").asText());
    }

    public static Operator signIn(Api api, String email, String password) {
        var answer = api.post("/api/v1/admin/auth/login", Map.of("email", email, "password", password))
                .orThrow();
        return new Operator(api, answer.json());
    }

    /** For a member who was given a password: they choose their own, and are signed in. */
    public static Operator firstSignIn(Api api, String email, String given, String own) {
        var body = Map.of("email", email, "password", given, "new_password", own);
        return new Operator(
                api, api.post("/api/v1/admin/auth/password", body).orThrow().json());
    }

    /** The operator of the local profile. */
    public static Operator local(Api api) {
        return signIn(api, "admin", "admin123");
    }

    public Api api() {
        return api;
    }

    public String accessToken() {
        return session.path("access_token").asText();
    }

    /** Makes a tenant and waits until chat-service has heard of it. */
    public Tenant createTenant(String name, String origin) {
        var made = api.post("/api/v1/admin/tenants", Map.of("name", name, "allowed_origins", List.of(origin)))
                .orThrow();
        var tenant = new Tenant(
                made.text("/tenant/id"),
                name,
                origin,
                made.text("/publishable_key"),
                made.text("/secret_key"),
                made.text("/identity_key/kid"),
                made.text("/identity_key/secret"));
        Eventually.until(
                name + " is known to chat-service",
                SOON,
                () -> open.as(tenant.publishableKey())
                        .from(origin)
                        .get("/api/v1/chat/config")
                        .ok());
        return tenant;
    }

    /** Puts a tenant on plan {@code custom}, and waits until chat-service grants what was agreed. */
    public void agree(Tenant tenant, long messagesAMonth, long requestsAMinute) {
        Eventually.until(
                tenant + " has a subscription",
                SOON,
                () -> api.get("/api/v1/billing/subscription" + tenant.query()).ok());
        api.put(
                        "/api/v1/billing/subscription" + tenant.query(),
                        Map.of(
                                "plan",
                                "custom",
                                "limits",
                                Map.of("messages", messagesAMonth, "requests", requestsAMinute)))
                .orThrow();
    }

    public void useModel(Tenant tenant, Map<String, ?> model) {
        api.put("/api/v1/chat/admin/model" + tenant.query(), model).orThrow();
    }

    /** Answers come from an OpenAI-compatible endpoint, here the stand-in; the key names the tenant in its books. */
    public void useStandIn(Tenant tenant, String baseUrl) {
        useModel(
                tenant,
                Map.of(
                        "provider",
                        "openai",
                        "base_url",
                        baseUrl,
                        "model",
                        "gpt-4o-mini",
                        "api_key",
                        standInKey(tenant)));
    }

    public void useLocal(Tenant tenant) {
        useModel(tenant, Map.of("provider", "local"));
    }

    public static String standInKey(Tenant tenant) {
        return "sk-" + tenant.id();
    }

    /** The id of a tool in the platform's catalogue that takes one text; made when it is not there yet. */
    public String tool(String name, String parameter) {
        return tool(description(name, parameter));
    }

    /** The id of the tool of this definition's name; made when it is not there yet. */
    public String tool(Map<String, ?> definition) {
        for (var tool : api.get("/api/v1/tools/catalog?limit=100").orThrow().at("/data")) {
            if (tool.path("name").asText().equals(definition.get("name"))) {
                return tool.path("id").asText();
            }
        }
        return api.post("/api/v1/tools/catalog", definition).orThrow().text("/id");
    }

    private static Map<String, ?> description(String name, String parameter) {
        return Map.of(
                "name",
                name,
                "description",
                "Looks up a " + parameter + " by its number.",
                "category",
                "orders",
                "risk",
                "read",
                "label",
                "Looking up {" + parameter + "}",
                "done_label",
                "Looked up {" + parameter + "}",
                "parameters",
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of(parameter, Map.of("type", "string")),
                        "required",
                        List.of(parameter),
                        "additionalProperties",
                        false),
                "identity",
                Map.of());
    }

    public void enableTool(Tenant tenant, String tool, String url) {
        api.put("/api/v1/tools/tenant-tools/" + tool + tenant.query(), Map.of("enabled", true, "url", url))
                .orThrow();
    }

    public Answer usage(Tenant tenant) {
        return api.get("/api/v1/billing/usage/current" + tenant.query()).orThrow();
    }
}
