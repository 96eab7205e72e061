package usher.tool.connection;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;
import usher.tool.ToolServer;
import usher.tool.Tools;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class SecretRotationTest {
    private static final ToolServer SHOP = new ToolServer();

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    private final TenantId tenant = Tools.tenant();
    private final String path = "/" + Tools.newName();
    private final JsonObject definition = Tools.plainTool(Tools.newName());

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void signsWithBothSecretsWhileTheyOverlap() {
        // Given
        var tool = Tools.connect(tenant, definition, SHOP.answer(path, 200, "{}"));

        // When
        String fresh = rotate(tool.tool())
                .statusCode(200)
                .body("former_secret_until", notNullValue())
                .extract()
                .path("secret");

        // Then
        assertNotEquals(tool.secret(), fresh);
        assertEquals(List.of(fresh, tool.secret()), signersOfNextCall(fresh, tool.secret()));
        Tools.asAdmin(tenant)
                .get(Tools.TENANT_TOOLS)
                .then()
                .body("data[0].secret", nullValue())
                .body("data[0].former_secret_until", notNullValue());
    }

    @Test
    void signsWithTheNewOneAloneWhenTheTimeIsOver() {
        var tool = Tools.connect(tenant, definition, SHOP.answer(path, 200, "{}"));
        String fresh = rotate(tool.tool()).extract().path("secret");

        jobs.preparedQuery(
                        "update tenant_tool set former_secret_until = now() - interval '1 second' where tenant_id = $1")
                .execute(Tuple.of(tenant.value()))
                .await()
                .indefinitely();

        assertEquals(List.of(fresh), signersOfNextCall(fresh, tool.secret()));
    }

    @Test
    void endsALeakedSecretByRotatingTwice() {
        var tool = Tools.connect(tenant, definition, SHOP.answer(path, 200, "{}"));
        String second = rotate(tool.tool()).extract().path("secret");
        String third = rotate(tool.tool()).extract().path("secret");

        assertEquals(List.of(third, second), signersOfNextCall(tool.secret(), second, third));
    }

    @Test
    void givesTheSameSecretToARepeatedRequest() {
        var tool = Tools.connect(tenant, definition, SHOP.answer(path, 200, "{}"));
        var key = UUID.randomUUID().toString();

        String first = rotate(tool.tool(), key).extract().path("secret");

        rotate(tool.tool(), key).statusCode(200).body("secret", equalTo(first));
        assertEquals(List.of(first, tool.secret()), signersOfNextCall(first, tool.secret()));
    }

    @Test
    void keepsTheSecretThroughAChange() {
        var tool = Tools.connect(tenant, definition, SHOP.answer(path, 200, "{}"));
        String fresh = rotate(tool.tool()).extract().path("secret");

        Tools.asAdmin(tenant)
                .body(new JsonObject()
                        .put("enabled", true)
                        .put("url", SHOP.url(path))
                        .encode())
                .put(Tools.TENANT_TOOLS + "/" + tool.tool())
                .then()
                .statusCode(200);

        assertEquals(List.of(fresh, tool.secret()), signersOfNextCall(fresh, tool.secret()));
    }

    @Test
    void isDoneByTheTenantsAdministratorsAlone() {
        var tool = Tools.connect(tenant, definition, SHOP.url(path)).tool();
        var url = Tools.TENANT_TOOLS + "/" + tool + "/secret/rotate";

        Tools.asAdmin(Tools.tenant()).post(url).then().statusCode(404);
        Tools.as(TestTokens.member(Role.EDITOR, tenant)).post(url).then().statusCode(403);
        Tools.as(TestTokens.service("tool", tenant)).post(url).then().statusCode(403);
    }

    private ValidatableResponse rotate(String tool) {
        return rotate(tool, UUID.randomUUID().toString());
    }

    private ValidatableResponse rotate(String tool, String key) {
        return Tools.asAdmin(tenant)
                .header("Idempotency-Key", key)
                .post(Tools.TENANT_TOOLS + "/" + tool + "/secret/rotate")
                .then();
    }

    /** Which of the secrets the next call is signed with, in the order of its signatures. */
    private List<String> signersOfNextCall(String... secrets) {
        int before = SHOP.received(path).size();
        Tools.invoke(tenant, Tools.call(definition.getString("name"), new JsonObject(), null))
                .body("state", equalTo("succeeded"));
        var received = SHOP.received(path).get(before);
        var content =
                received.header("webhook-id") + '.' + received.header("webhook-timestamp") + '.' + received.body();
        return List.of(received.header("webhook-signature").split(" ")).stream()
                .map(signature -> signer(signature, content, secrets))
                .toList();
    }

    private static String signer(String signature, String content, String... secrets) {
        assertTrue(signature.startsWith("v1,"));
        return List.of(secrets).stream()
                .filter(secret -> signature.equals("v1," + hmac(secret, content)))
                .findFirst()
                .orElse("nobody");
    }

    private static String hmac(String secret, String content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
