package usher.tool.invocation.confirmation;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.ToolServer;
import usher.tool.Tools;

/** A member decides for a visitor, who is not there to say again who they are. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class MemberDecisionTest {
    private static final ToolServer SHOP = new ToolServer();
    private static final JsonObject ANNA = new JsonObject().put("sub", "cust-7").put("email", "anna@example.com");

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    private final TenantId tenant = Tools.tenant();
    private final String path = "/" + Tools.newName();
    private final String member = new MemberId(UUID.randomUUID()).toString();
    private JsonObject call;

    @BeforeEach
    void ask() {
        var tool = Tools.cancelTool("money");
        Tools.connect(tenant, tool, SHOP.answer(path, 200, "{\"refunded\": 4900}"));
        call = Tools.call(tool.getString("name"), new JsonObject().put("order", "1042"), ANNA);
        Tools.invoke(tenant, call).body("state", equalTo("needs_confirmation"));
    }

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void approvesForExactlyWhoAsked() {
        var sealed = sealed();

        Tools.decide(tenant, call, decision("confirm")).statusCode(200).body("state", equalTo("succeeded"));

        var sent = SHOP.received(path).getFirst().json();
        assertEquals("cust-7", sent.getJsonObject("arguments").getString("customer_id"));
        assertEquals(
                "anna@example.com",
                sent.getJsonObject("context").getJsonObject("end_user").getString("email"));
        assertFalse(String.valueOf(sealed).contains("anna"));
        assertNull(sealed());
        Tools.asAdmin(tenant)
                .get(Tools.INVOCATIONS)
                .then()
                .body("data[0].decision.decision", equalTo("confirm"))
                .body("data[0].decision.by", equalTo(member));
    }

    @Test
    void declines() {
        Tools.decide(tenant, call, decision("decline"))
                .body("state", equalTo("declined"))
                .body("error.message", equalTo("The team has declined this."));

        assertEquals(0, SHOP.received(path).size());
        assertNull(sealed());
        Tools.decide(tenant, call, Tools.decision(call, "confirm")).body("state", equalTo("declined"));
    }

    @Test
    void comesFirstOrNotAtAll() {
        Tools.decide(tenant, call, Tools.decision(call, "confirm")).body("state", equalTo("succeeded"));

        Tools.decide(tenant, call, decision("decline")).body("state", equalTo("succeeded"));

        assertEquals(1, SHOP.received(path).size());
        Tools.decide(Tools.tenant(), call, decision("confirm")).statusCode(404);
    }

    @Test
    void bringsNoIdentityOfItsOwn() {
        var forged = decision("confirm").put("identity", new JsonObject().put("sub", "cust-8"));

        Tools.decide(tenant, call, forged).body("state", equalTo("succeeded"));

        var sent = SHOP.received(path).getFirst().json();
        assertEquals("cust-7", sent.getJsonObject("arguments").getString("customer_id"));
    }

    private JsonObject decision(String said) {
        var decision = Tools.decision(call, said).put("member", member);
        decision.remove("identity");
        return decision;
    }

    private String sealed() {
        return jobs.preparedQuery("select sealed_arguments from invocation where tenant_id = $1 order by id limit 1")
                .execute(Tuple.of(tenant.value()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }
}
