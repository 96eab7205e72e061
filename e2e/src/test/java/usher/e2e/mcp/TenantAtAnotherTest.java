package usher.e2e.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.contracts.id.TenantId;
import usher.e2e.client.Api;
import usher.e2e.client.Tenant;
import usher.e2e.client.Visitor;
import usher.e2e.standin.Step;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.World;

/**
 * Both halves of the protocol's authorization meet: one tenant's assistant is let in at another's by a member of that one, in the browser,
 * asks it, and is shut out again.
 */
@Order(7)
@ExtendWith(SharedWorld.class)
class TenantAtAnotherTest {
    private static final String GRANTS = "/api/v1/admin/grants";
    private static final String TOOL = "ask_the_supplier";
    private static final String QUESTION = "When do you get more of the blue lamps?";
    private static final String PASSED_ON = "On which days do you deliver blue lamps?";
    private static final String SAID = "Blue lamps leave us on Tuesdays.";

    @Test
    void anAssistantAsksAnotherTenants(World world) {
        // Given
        var shop = Shop.letIn(world, "a shop");
        shop.adoptsTheSuppliersAssistant(world);

        // When
        var answer = Visitor.open(world.api(), shop.tenant()).ask(QUESTION).orThrow();

        // Then
        assertTrue(answer.text("/message/text").contains(SAID), answer.toString());
        assertEquals("succeeded", answer.text("/message/tool_calls/0/state"), answer.toString());
        var strange = Visitor.open(world.api(), shop.supplier()).ask(QUESTION).orThrow();
        assertEquals(0, strange.at("/message/tool_calls").size(), strange.toString());
    }

    @Test
    void aTokenThatHasEndedIsRenewedWithoutAMember(World world) {
        // Given
        var shop = Shop.letIn(world, "a shop that stays");
        var ended = world.database()
                .list(
                        "update tool.mcp_authorization set access_until = now() where tenant_id = ? returning generation",
                        row -> row.getLong(1),
                        TenantId.fromString(shop.tenant().id()).value());

        // When
        var tried =
                shop.member().api().post(shop.integration() + "/test", Map.of()).orThrow();

        // Then
        assertEquals(List.of(1L), ended);
        assertEquals("working", tried.text("/status"), tried.toString());
        var authorization =
                shop.member().api().get(shop.integration() + "/authorization").orThrow();
        var end = Instant.parse(authorization.text("/expires_at"));
        assertTrue(end.isAfter(Instant.now()), authorization.toString());
    }

    @Test
    void anAssistantThatIsShutOutSaysThatAMemberHasToComeAgain(World world) {
        // Given
        var shop = Shop.letIn(world, "a shop that is shut out");
        shop.adoptsTheSuppliersAssistant(world);
        var visitor = Visitor.open(world.api(), shop.tenant());
        visitor.ask(QUESTION).orThrow();
        shop.letting().api().delete(GRANTS + "/" + shop.grant()).orThrow();

        // When
        var answer = visitor.ask(QUESTION).orThrow();

        // Then
        assertEquals("failed", answer.text("/message/tool_calls/0/state"), answer.toString());
        var calls = shop.member().api().get("/api/v1/tools/invocations").orThrow();
        assertEquals("authorization-needed", calls.text("/data/0/error_code"), calls.toString());
        assertEquals("succeeded", calls.text("/data/1/state"), calls.toString());
        assertEquals("needs_authorization", shop.status());
    }

    @Test
    void aTenantThatSignsOutIsLetInNoMoreOverThere(World world) {
        // Given
        var shop = Shop.letIn(world, "a shop that leaves");
        var stranger = Member.of(world, world.standInTenant("Both ways, beside"));
        var authorization = shop.integration() + "/authorization";

        // When
        var strange = stranger.api().delete(authorization);
        var before = shop.status();
        var out = shop.member().api().delete(authorization).orThrow();

        // Then
        assertEquals(404, strange.status());
        assertEquals("connected", before);
        assertTrue(out.at("/revoked").asBoolean(), out.toString());
        assertEquals("none", shop.status());
        var grants = shop.letting().api().get(GRANTS).orThrow();
        assertEquals(0, grants.at("/data").size(), grants.toString());
    }

    /** A tenant whose integration was let in at a supplier's by a member of that one. */
    private record Shop(Tenant tenant, Member member, String integration, Tenant supplier, Member letting) {

        static Shop letIn(World world, String name) {
            var tenant = world.standInTenant("Both ways, " + name);
            var supplier = world.standInTenant("Both ways, supplier of " + name);
            var member = Member.of(world, tenant);
            var letting = Member.of(world, supplier);
            var gateway = world.platform().gateway();
            var integration = Adoption.connect(
                    member.api(), tenant, "Supplier", Map.of("url", gateway + "/mcp", "auth", "authorization_code"));
            var browser = new MemberBrowser();
            var page = browser.begin(URI.create(gateway + integration), member);
            browser.allow(page, letting, supplier.name()).orThrow();
            return new Shop(tenant, member, integration, supplier, letting);
        }

        void adoptsTheSuppliersAssistant(World world) {
            world.standIn()
                    .script()
                    .onQuestion(PASSED_ON, Step.say(SAID))
                    .onResult(QUESTION, Step.say("The supplier says: {result}"))
                    .when(
                            request -> request.offers(TOOL) && !request.answersTools(),
                            Step.call(TOOL, Api.json(Map.of("question", PASSED_ON))));
            Adoption.adopt(world, tenant, integration, "ask_agent", TOOL);
        }

        String status() {
            return member.api().get(integration + "/authorization").orThrow().text("/status");
        }

        /** The one that the supplier's member has given. */
        String grant() {
            return letting.api().get(GRANTS).orThrow().text("/data/0/id");
        }
    }
}
