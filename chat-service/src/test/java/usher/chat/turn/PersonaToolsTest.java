package usher.chat.turn;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.chat.tool.TestTools;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants.TestTenant;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class PersonaToolsTest {
    private static final String PERSONA = "/api/v1/chat/admin/persona";

    private final ScriptedProvider provider = new ScriptedProvider();
    private TestTenant tenant;

    @BeforeEach
    void giveTools() {
        tenant = Talking.tenantWithModel(provider);
        TestTools.announce(1, tenant.id(), TestTools.tool("look_up", "read"), TestTools.tool("cancel", "write"));
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void usesEveryToolUnlessItSaysWhich() {
        publish(null).body("tools", nullValue());

        assertEquals(List.of("look_up", "cancel"), toolsOfNextTurn());
    }

    @Test
    void usesOnlyTheToolsItNames() {
        publish(List.of("cancel", "not_there_yet")).body("tools", contains("cancel", "not_there_yet"));

        assertEquals(List.of("cancel"), toolsOfNextTurn());
    }

    @Test
    void usesNoToolWhenItNamesNone() {
        publish(List.of());

        assertEquals(List.of(), toolsOfNextTurn());
    }

    @Test
    void leavesTheToolsOfAnotherTenantAlone() {
        publish(List.of());
        tenant = Talking.tenantWithModel(provider);
        TestTools.announce(1, tenant.id(), TestTools.tool("look_up", "read"));

        assertEquals(List.of("look_up"), toolsOfNextTurn());
    }

    private ValidatableResponse publish(@Nullable List<String> tools) {
        var persona = new HashMap<String, Object>(Map.of("name", "Kari", "instructions", "Help."));
        if (tools != null) {
            persona.put("tools", tools);
        }
        return Talking.member(tenant).body(persona).put(PERSONA).then().statusCode(200);
    }

    private List<String> toolsOfNextTurn() {
        provider.says("Hello.");
        Talking.ask(
                        tenant,
                        Map.of(
                                "text",
                                "Hello",
                                "clientMessageId",
                                UUID.randomUUID().toString()))
                .statusCode(200);
        var asked = new JsonObject(provider.requests.remove());
        return asked.getJsonArray("tools", new JsonArray()).stream()
                .map(tool -> ((JsonObject) tool).getJsonObject("function").getString("name"))
                .toList();
    }
}
