package usher.tool.mcp;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.tool.mcp.ProtectedServer.ask;
import static usher.tool.mcp.ProtectedServer.status;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.Tools;

/** Tokens are renewed once for all who need one, and whoever cannot renew them says who has to come. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class RefreshTest {
    private final ProtectedServer shop = new ProtectedServer();
    private final TenantId tenant = Tools.tenant();

    @Inject
    Tenancy tenancy;

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void renewsAnOldTokenOnceForAllWhoCall() throws Exception {
        // Given
        shop.inUse(tenant);
        shop.authority.refreshDelay = 300;
        age();

        // When
        var calls = Stream.generate(() -> CompletableFuture.runAsync(
                        () -> ask(tenant).body("result.stock", equalTo(3)), Thread::startVirtualThread))
                .limit(6)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(calls).get(30, TimeUnit.SECONDS);

        // Then
        assertEquals(1, shop.authority.refreshed());
        ask(tenant).body("result.stock", equalTo(3));
    }

    @Test
    void renewsATokenThatTheServerRefusesOnceForAllWhoCall() throws Exception {
        // Given
        var system = shop.inUse(tenant);
        shop.authority.expireAccess();

        // When
        var calls = Stream.generate(() -> CompletableFuture.runAsync(
                        () -> ask(tenant).body("result.stock", equalTo(3)), Thread::startVirtualThread))
                .limit(6)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(calls).get(30, TimeUnit.SECONDS);

        // Then
        assertEquals(1, shop.authority.refreshed());
        status(tenant, system).body("status", equalTo("connected"));
    }

    @Test
    void renewsAgainAndAgainWithTheTokenThatCameLast() {
        shop.inUse(tenant);

        for (int i = 1; i <= 3; i++) {
            age();
            ask(tenant).body("result.stock", equalTo(3));
            assertEquals(i, shop.authority.refreshed());
        }
    }

    @Test
    void saysThatAMemberHasToComeWhenARefreshTokenIsRevoked() {
        // Given
        var other = Tools.tenant();
        var system = shop.inUse(tenant);
        shop.authority.endGrants();
        var theirs = shop.inUse(other);
        age();

        // When
        ask(tenant).body("error.code", equalTo("authorization-needed"));

        // Then
        status(tenant, system)
                .body("status", equalTo("needs_authorization"))
                .body("reason", equalTo("invalid_grant"))
                .body("renewable", equalTo(false));
        ask(tenant).body("error.code", equalTo("authorization-needed"));
        assertEquals(1, shop.authority.refreshed());
        status(other, theirs).body("status", equalTo("connected"));
        ask(other).body("result.stock", equalTo(3));
        shop.authorise(tenant, system);
        ask(tenant).body("result.stock", equalTo(3));
    }

    @Test
    void saysSoToAllWhoWaitedForIt() throws Exception {
        // Given
        var system = shop.inUse(tenant);
        shop.authority.endGrants();
        shop.authority.refreshDelay = 300;
        age();

        // When
        var calls = Stream.generate(() -> CompletableFuture.runAsync(
                        () -> ask(tenant).body("error.code", equalTo("authorization-needed")),
                        Thread::startVirtualThread))
                .limit(4)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(calls).get(30, TimeUnit.SECONDS);

        // Then
        assertEquals(1, shop.authority.refreshed());
        status(tenant, system).body("status", equalTo("needs_authorization"));
    }

    @Test
    void staysConnectedWhileTheAuthorizationServerIsInTrouble() {
        // Given
        var system = shop.inUse(tenant);
        age();
        shop.authority.refreshStatus = 503;

        // When
        ask(tenant).body("error.code", equalTo("tool-sign-in")).body("error.retryable", equalTo(true));

        // Then
        status(tenant, system).body("status", equalTo("connected"));
        shop.authority.refreshStatus = 200;
        ask(tenant).body("result.stock", equalTo(3));
    }

    @Test
    void keepsWhatWasRenewedAfterItsCallerGaveUp() {
        // Given
        var system = shop.inUse(tenant);
        run("update tenant_tool set timeout_ms = 200");
        age();
        shop.authority.refreshDelay = 3_500;

        // When
        ask(tenant).body("error.code", notNullValue());

        // Then
        run("update tenant_tool set timeout_ms = 20000");
        ask(tenant).body("result.stock", equalTo(3));
        assertEquals(1, shop.authority.refreshed());
        status(tenant, system).body("status", equalTo("connected"));
    }

    @Test
    void refusesTwiceWhatTheServerDoesNotTakeAtAll() {
        // Given
        var system = shop.inUse(tenant);
        shop.mcp.gate = shown -> false;

        // When
        ask(tenant).body("error.code", equalTo("authorization-needed"));

        // Then
        assertEquals(1, shop.authority.refreshed());
        status(tenant, system).body("status", equalTo("needs_authorization")).body("reason", equalTo("token_refused"));
        int asked = shop.mcp.http().received("/mcp").size();
        ask(tenant).body("error.code", equalTo("authorization-needed"));
        assertEquals(asked, shop.mcp.http().received("/mcp").size());
    }

    @Test
    void asksForMoreWhereTheServerWantsMore() {
        // Given
        var system = shop.inUse(tenant);
        shop.mcp.lackingScope = "stock:write";
        int before = shop.mcp.asked("tools/call").size();

        // When
        ask(tenant).body("error.code", equalTo("authorization-needed"));

        // Then
        assertEquals(before + 1, shop.mcp.asked("tools/call").size());
        assertEquals(0, shop.authority.refreshed());
        status(tenant, system)
                .body("status", equalTo("needs_authorization"))
                .body("reason", equalTo("insufficient_scope"))
                .body("wanted_scope", equalTo("stock:write"));
        var begun = ProtectedServer.begin(tenant, system);
        var scope = AuthorizingServer.query(begun.path("url")).get("scope");
        assertEquals(Set.of("stock:read", "stock:write"), Set.of(scope.split(" ")));
        shop.mcp.lackingScope = "";
        ProtectedServer.comeBack(ProtectedServer.agreed(begun), begun.getCookies())
                .statusCode(200);
        status(tenant, system).body("status", equalTo("connected")).body("wanted_scope", nullValue());
        ask(tenant).body("result.stock", equalTo(3));
    }

    @Test
    void sendsATokenToTheResourceItWasIssuedForAlone() {
        // Given
        shop.inUse(tenant);
        run("update mcp_authorization set party = replace(party, '" + shop.mcp.url()
                + "', 'https://elsewhere.example')");
        int before = shop.mcp.http().received("/mcp").size();

        // When
        ask(tenant).body("error.code", equalTo("authorization-needed"));

        // Then
        assertEquals(before, shop.mcp.http().received("/mcp").size());
        assertTrue(shop.authority.refreshed() == 0);
    }

    /** What the tenant has is about to end. */
    private void age() {
        run("update mcp_authorization set access_until = now() + interval '5 seconds'");
    }

    private void run(String sql) {
        tenancy.sql(tenant, connection -> connection.query(sql).execute())
                .await()
                .indefinitely();
    }
}
