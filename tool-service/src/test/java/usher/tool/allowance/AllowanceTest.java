package usher.tool.allowance;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.Event;
import usher.contracts.event.Limit;
import usher.contracts.event.ToolsChanged;
import usher.contracts.event.Topic;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.Tools;
import usher.tool.Topics;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class AllowanceTest {
    private static final String INTEGRATIONS = "/api/v1/tools/integrations";
    private static final String OWN_TOOLS = "/api/v1/tools/own-tools";

    @Inject
    EntitlementConsumer entitlements;

    @Test
    void isForAsManySwitchedOnToolsAsThePlanHas() {
        // Given
        var tenant = Tools.tenant();
        var other = Tools.tenant();
        plan(tenant, 1, Map.of(), limit("tools", 2, true));
        var first = tool();
        connect(tenant, first, true).statusCode(201);
        connect(tenant, tool(), true).statusCode(201);

        // When
        var third = tool();
        var refused = connect(tenant, third, true);

        // Then
        refused.statusCode(402)
                .body("code", equalTo("plan-limit-exceeded"))
                .body("metric", equalTo("tools"))
                .body("limit", equalTo(2))
                .body("used", equalTo(2));
        connect(tenant, third, false).statusCode(201);
        connect(tenant, first, true).statusCode(200);
        connect(tenant, first, false).statusCode(200);
        connect(tenant, third, true).statusCode(200);
        Stream.of(tool(), tool(), tool())
                .forEach(tool -> connect(other, tool, true).statusCode(201));
    }

    @Test
    void warnsWhereThePlanLetsMorePass() {
        var tenant = Tools.tenant();
        plan(tenant, 1, Map.of(), limit("tools", 1, false));
        connect(tenant, tool(), true).statusCode(201).header("Usher-Limit-Warning", nullValue());

        connect(tenant, tool(), true)
                .statusCode(201)
                .header("Usher-Limit-Warning", equalTo("\"tools\";limit=1;used=2;reached=?1"));
    }

    @Test
    void isForAsManyIntegrationsAsThePlanHas() {
        var tenant = Tools.tenant();
        var other = Tools.tenant();
        integrate(tenant, "First").statusCode(201);
        plan(tenant, 1, Map.of(), limit("integrations", 1, true));

        integrate(tenant, "Second").statusCode(402).body("metric", equalTo("integrations"));
        integrate(other, "First").statusCode(201);
        integrate(other, "Second").statusCode(201);
        plan(tenant, 2, Map.of());
        integrate(tenant, "Second").statusCode(201);
    }

    @Test
    void tellsHowManyThereAre() {
        var tenant = Tools.tenant();
        String first = integrate(tenant, "First").statusCode(201).extract().path("id");
        integrate(tenant, "Second").statusCode(201);
        connect(tenant, tool(), true).statusCode(201);

        Tools.asAdmin(tenant).delete(INTEGRATIONS + "/" + first).then().statusCode(204);

        var told = Topics.until(
                Topic.TOOLS,
                tenant,
                ToolsChanged.class,
                all -> all.stream().anyMatch(each -> each.counts().equals(Map.of("tools", 1L, "integrations", 1L))));
        assertEquals(Map.of("tools", 0L, "integrations", 1L), told.getFirst().counts());
        assertTrue(told.stream()
                .anyMatch(each -> Long.valueOf(2).equals(each.counts().get("integrations"))));
    }

    @Test
    void givesTheLastPlaceToOneOfTwo() {
        var tenant = Tools.tenant();
        plan(tenant, 1, Map.of(), limit("tools", 1, true));

        var answers = Stream.of(tool(), tool())
                .map(tool -> CompletableFuture.supplyAsync(
                        () -> connect(tenant, tool, true).extract().statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();

        assertEquals(List.of(201, 402), answers);
    }

    @Test
    void closesToolsOfItsOwnToATenantWhosePlanDoes() {
        var tenant = Tools.tenant();
        var other = Tools.tenant();
        plan(tenant, 1, Map.of("custom_tools", "false"));

        own(tenant)
                .statusCode(403)
                .body("code", equalTo("feature-not-in-plan"))
                .body("feature", equalTo("custom_tools"));
        own(other).statusCode(201);
        plan(tenant, 3, Map.of("custom_tools", "true"));
        plan(tenant, 2, Map.of("custom_tools", "false"));
        own(tenant).statusCode(201);
    }

    private static Limit limit(String metric, long amount, boolean hard) {
        return new Limit(metric, amount, Limit.Period.MONTH, hard);
    }

    private static String tool() {
        return Tools.register(Tools.orderTool(Tools.newName()));
    }

    private static ValidatableResponse connect(TenantId tenant, String tool, boolean enabled) {
        var wanted = new JsonObject().put("enabled", enabled).put("url", "https://tools.example.com/hook");
        return Tools.asAdmin(tenant)
                .body(wanted.encode())
                .put(Tools.TENANT_TOOLS + "/" + tool)
                .then();
    }

    private static ValidatableResponse own(TenantId tenant) {
        return Tools.asAdmin(tenant)
                .body(Tools.orderTool(Tools.newName()).encode())
                .post(OWN_TOOLS)
                .then();
    }

    private static ValidatableResponse integrate(TenantId tenant, String name) {
        return Tools.asAdmin(tenant)
                .body(Map.of(
                        "kind", "custom_api", "name", name, "settings", Map.of("base_url", "https://api.example.com")))
                .post(INTEGRATIONS)
                .then();
    }

    private void plan(TenantId tenant, long version, Map<String, String> features, Limit... limits) {
        var data = new EntitlementsChanged(tenant, version, "custom", List.of(limits), "standard-1", features, null);
        var event = new Event<>(
                new EventId(UUID.randomUUID()), "usher/billing-service", data.type(), tenant, Instant.now(), data);
        entitlements.store(List.of(event)).await().atMost(Duration.ofSeconds(10));
    }
}
