package usher.tool.n8n;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.Systems;
import usher.tool.ToolServer;
import usher.tool.Tools;

/** Against something that answers as n8n does. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class N8nTest {
    private static final String PATH = "/webhook/usher/book-appointment";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final ToolServer server = new ToolServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void callsAWorkflowAsAToolSignedInAndSigned() throws Exception {
        // Given
        var tenant = Tools.tenant();
        server.answer(PATH, 200, "{\"result\": {\"appointment\": \"A201\"}, \"display\": \"It is booked.\"}");
        var credentials = new JsonObject().put("value", "k-123456").put("signing_secret", SECRET);
        adopt(tenant, n8n("header", credentials), true);

        // When
        var outcome = book(tenant);

        // Then
        outcome.statusCode(200)
                .body("state", equalTo("succeeded"))
                .body("result.appointment", equalTo("A201"))
                .body("display", equalTo("It is booked."));
        var received = server.received(PATH).getFirst();
        assertEquals("k-123456", received.header("x-usher-key"));
        assertFalse(received.header("idempotency-key").isEmpty());
        assertEquals("book_appointment", received.json().getString("tool"));
        assertEquals("14:30", received.json().getJsonObject("arguments").getString("time"));
        assertEquals("14:30", received.json().getJsonObject("input").getString("time"));
        assertEquals(tenant.toString(), received.json().getJsonObject("context").getString("tenant_id"));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring(6)), "HmacSHA256"));
        var signed = received.header("webhook-id") + "." + received.header("webhook-timestamp") + "." + received.body();
        assertEquals(
                "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes("UTF-8"))),
                received.header("webhook-signature"));
    }

    @Test
    void signsInByBasicAndDoesNotSignWithoutASecret() {
        var tenant = Tools.tenant();
        server.answer(PATH, 200, "{}");
        var credentials = new JsonObject().put("username", "ann").put("password", "pa:ss wörd");
        adopt(tenant, n8n("basic", credentials), true);

        book(tenant).body("state", equalTo("succeeded"));

        var received = server.received(PATH).getFirst();
        assertEquals("Basic YW5uOnBhOnNzIHfDtnJk", received.header("authorization"));
        assertFalse(received.headers().containsKey("webhook-signature"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"error": {"code": "slot-taken", "message": "14:30 is taken."}}         | slot-taken               | 14:30 is taken.
            404 | {"code": 404, "message": "The requested webhook is not registered."}    | workflow-not-active      | Activate it
            403 | Authorization data is wrong!                                            | integration-unauthorized | refuses
            200 | {"message": "Workflow was started"}                                     | result-invalid           | Respond to Webhook
            200 | ''                                                                      | result-missing           | ended without an answer
            200 | <html>                                                                  | result-invalid           | not JSON
            """)
    void saysWhatWentWrong(int status, String body, String code, String sentence) {
        var tenant = Tools.tenant();
        server.answer(PATH, status, body);
        adopt(tenant, n8n("none", new JsonObject()), true);

        book(tenant)
                .body("state", equalTo("failed"))
                .body("error.code", equalTo(code))
                .body("error.message", containsString(sentence));
        assertEquals(1, server.received(PATH).size());
    }

    /** n8n is killed when the workflow has done its work, and is there again for the next attempt. */
    @Test
    void doesOnceWhatAWorkflowThatKnowsKeysIsAskedTwice() {
        // Given
        var tenant = Tools.tenant();
        var booked = new AtomicInteger();
        server.answer(PATH, (request, number) -> {
            if (number == 1) {
                booked.incrementAndGet();
                request.connection().close();
            } else {
                answer(request, "{\"result\": {\"appointment\": \"A201\"}}");
            }
        });
        adopt(tenant, n8n("none", new JsonObject()), true);

        // When
        var outcome = book(tenant);

        // Then
        outcome.body("state", equalTo("succeeded")).body("result.appointment", equalTo("A201"));
        var received = server.received(PATH);
        assertEquals(2, received.size());
        assertEquals(
                received.getFirst().header("idempotency-key"),
                received.getLast().header("idempotency-key"));
        assertEquals(1, booked.get());
    }

    /** The first attempt was read before n8n was gone; that the others were not says nothing of it. */
    @Test
    void isInDoubtWhenN8nIsGoneForGoodAfterItWasAsked() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            var tenant = Tools.tenant();
            var settings = new JsonObject().put("base_url", "http://127.0.0.1:" + socket.getLocalPort());
            adopt(tenant, Systems.integration("n8n", settings, new JsonObject()), true);
            Thread.ofVirtual().start(() -> askedOnce(socket));

            // When
            var outcome = book(tenant);

            // Then
            outcome.body("state", equalTo("failed"))
                    .body("error.code", equalTo("tool-unreachable"))
                    .body("error.uncertain", equalTo(true))
                    .body("error.retryable", equalTo(true));
        }
    }

    private static void askedOnce(ServerSocket socket) {
        try (var connection = socket.accept()) {
            connection.getInputStream().read();
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void asksAWorkflowThatKnowsNoKeysOnceAndSaysThatNobodyKnows() {
        var tenant = Tools.tenant();
        server.answer(PATH, (request, number) -> request.connection().close());
        adopt(tenant, n8n("none", new JsonObject()), false);

        book(tenant).body("state", equalTo("failed")).body("error.code", not(equalTo("tool-unknown")));

        assertEquals(1, server.received(PATH).size());
    }

    @Test
    void isLeftAloneWhileItFails() {
        var tenant = Tools.tenant();
        server.answer(PATH, 500, "{\"message\": \"Error in workflow\"}");
        adopt(tenant, n8n("none", new JsonObject()), true);

        for (int call = 0; call < 5; call++) {
            book(tenant).body("state", equalTo("failed"));
        }

        int asked = server.received(PATH).size();
        book(tenant).body("error.code", equalTo("tool-unavailable"));
        assertEquals(asked, server.received(PATH).size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"status": "ok"}     | working |
            200 | <html>Welcome</html> | failing | result-invalid
            503 | {"status": "error"}  | failing | tool-status
            """)
    void isTriedByItsHealth(int status, String body, String state, String code) {
        var tenant = Tools.tenant();
        server.answer("/healthz", status, body);
        var id = Systems.connect(tenant, n8n("none", new JsonObject()));

        Systems.post(tenant, Systems.INTEGRATIONS + "/" + id + "/test", new JsonObject())
                .statusCode(200)
                .body("status", equalTo(state))
                .body("test_code", equalTo(code));
    }

    @Test
    void saysThatASecretCannotSign() {
        var tenant = Tools.tenant();
        var id = Systems.connect(tenant, n8n("none", new JsonObject().put("signing_secret", "not-a-secret")));

        Systems.post(tenant, Systems.INTEGRATIONS + "/" + id + "/test", new JsonObject())
                .body("status", equalTo("failing"))
                .body("test_code", equalTo("signing-secret-invalid"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"base_url": "https://n8n.example.com", "auth": "header"}                            | {"value": "k"}  | /settings/header
            {"base_url": "https://n8n.example.com", "auth": "header", "header": "webhook-id"}    | {"value": "k"}  | /settings/header
            {"base_url": "https://n8n.example.com", "auth": "token"}                             | {}              | /settings/auth
            {"base_url": "https://n8n.example.com", "auth": "basic"}                             | {"username":"a"}| /credentials/password
            {"base_url": "https://n8n.example.com"}                                              | {"value": "k"}  | /credentials/value
            {"base_url": "ftp://n8n.example.com"}                                                | {}              | /settings/base_url
            {"base_url": "https://n8n.example.com", "webhook_path": "/../rest"}                  | {}              | /settings/webhook_path
            {"base_url": "https://n8n.example.com", "url": "https://evil.example"}               | {}              | /settings/url
            """)
    void refusesSettingsThatCannotBe(String settings, String credentials, String pointer) {
        Systems.post(
                        Tools.tenant(),
                        Systems.INTEGRATIONS,
                        Systems.integration("n8n", new JsonObject(settings), new JsonObject(credentials)))
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer));
    }

    @ParameterizedTest
    @CsvSource({"../rest/login", "/leading", "a//b", "a?b=c", "a%2fb", "''"})
    void refusesAPathThatLeadsElsewhere(String path) {
        var tenant = Tools.tenant();
        var id = Systems.connect(tenant, n8n("none", new JsonObject()));

        Systems.post(
                        tenant,
                        Systems.operations(id),
                        Systems.operation(new JsonObject().put("path", path), Systems.texts()))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/definition/path"));
    }

    @Test
    void asksForOffersWrittenOut() {
        var tenant = Tools.tenant();
        var id = Systems.connect(tenant, n8n("none", new JsonObject()));

        Systems.post(tenant, Systems.INTEGRATIONS + "/" + id + "/imports/preview", new JsonObject())
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/offers"));
    }

    private JsonObject n8n(String auth, JsonObject credentials) {
        var settings = new JsonObject().put("base_url", server.url("/")).put("auth", auth);
        return Systems.integration(
                "n8n", auth.equals("header") ? settings.put("header", "X-Usher-Key") : settings, credentials);
    }

    private static void adopt(TenantId tenant, JsonObject n8n, boolean idempotent) {
        var definition = new JsonObject().put("path", "usher/book-appointment").put("idempotent", idempotent);
        var offer = Systems.operation(definition, Systems.texts("service", "date", "time"))
                .put("name", "book_appointment")
                .put("risk", "write");
        var wanted = new JsonObject()
                .put("offers", new JsonArray().add(offer))
                .put("picks", new JsonArray().add(new JsonObject().put("operation", "book_appointment")));
        Systems.post(tenant, Systems.INTEGRATIONS + "/" + Systems.connect(tenant, n8n) + "/imports", wanted)
                .statusCode(201);
    }

    private static ValidatableResponse book(TenantId tenant) {
        var arguments = new JsonObject()
                .put("service", "repair")
                .put("date", "2026-12-01")
                .put("time", "14:30");
        return Tools.invoke(tenant, Tools.call("book_appointment", arguments, null));
    }

    private static void answer(HttpServerRequest request, String body) {
        request.response().putHeader("content-type", "application/json").end(body);
    }
}
