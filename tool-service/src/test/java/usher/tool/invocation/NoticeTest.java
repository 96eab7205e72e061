package usher.tool.invocation;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.Topic;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.ToolServer;
import usher.tool.Tools;
import usher.tool.Topics;

/** What a tenant's systems are told of its tools. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class NoticeTest {
    private static final ToolServer SHOP = new ToolServer();
    private static final JsonObject ORDER = new JsonObject().put("order", "1042");
    private static final JsonObject ANNA = new JsonObject().put("sub", "cust-7");

    private final TenantId mine = Tools.tenant();
    private final TenantId other = Tools.tenant();
    private final String path = "/" + Tools.newName();

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void aFailingToolIsToldOfOnceAnHour() {
        // Given
        SHOP.answer(path, 400, "{}");
        var broken = Tools.connect(mine, Tools.orderTool(Tools.newName()), SHOP.url(path));
        var theirs = Tools.connect(other, Tools.orderTool(Tools.newName()), SHOP.url(path));

        // When
        var first = Tools.call(broken.name(), ORDER, ANNA);
        Tools.invoke(mine, first).body("state", equalTo("failed"));
        Tools.invoke(mine, Tools.call(broken.name(), ORDER, ANNA)).body("state", equalTo("failed"));
        Tools.invoke(mine, Tools.call(broken.name(), new JsonObject(), ANNA)).body("state", equalTo("failed"));
        test(other, theirs);

        // Then
        test(mine, broken);
        var waiting = money(mine);
        var told = notices(mine, waiting);
        assertEquals(
                List.of("tool.failed", "tool.confirmation_required"),
                told.stream().map(NoticeRaised::name).toList());
        var facts = told.getFirst().facts();
        assertEquals(broken.name(), facts.get("tool"));
        assertEquals(first.getString("call_id"), facts.get("call"));
        assertEquals(first.getString("conversation"), facts.get("conversation"));
        assertFalse(facts.toString().contains("1042"), facts.toString());
        assertNull(told.getFirst().mail());
        var afterTest = notices(other, money(other));
        assertEquals(1, afterTest.size(), "a member's test is no news");
    }

    @Test
    void anActThatWaitsIsToldOfOnce() {
        var call = money(mine);
        Tools.invoke(mine, call).body("state", equalTo("needs_confirmation"));

        var told = notices(mine, call);

        assertEquals(1, told.size());
        assertEquals("tool.confirmation_required", told.getFirst().name());
        assertEquals(call.getString("conversation"), told.getFirst().facts().get("conversation"));
        assertFalse(told.getFirst().facts().toString().contains("1042"));
    }

    private static JsonObject money(TenantId tenant) {
        var tool = Tools.cancelTool("money");
        Tools.connect(tenant, tool, SHOP.url("/money"));
        var call = Tools.call(tool.getString("name"), ORDER, ANNA);
        Tools.invoke(tenant, call).body("state", equalTo("needs_confirmation"));
        return call;
    }

    /** All that was told until the notice of that call, which is the last. */
    private static List<NoticeRaised> notices(TenantId tenant, JsonObject last) {
        return Topics.until(
                Topic.NOTICES,
                tenant,
                NoticeRaised.class,
                found -> found.stream()
                        .anyMatch(notice ->
                                last.getString("call_id").equals(notice.facts().get("call"))));
    }

    private static void test(TenantId tenant, Tools.Connected tool) {
        var body = new JsonObject().put("arguments", ORDER).put("identity", ANNA);
        Tools.asAdmin(tenant)
                .body(body.encode())
                .post(Tools.TENANT_TOOLS + "/" + tool.tool() + "/test")
                .then()
                .statusCode(200);
    }
}
