package usher.billing.closing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

/** Charges that are for some models, providers, personas or tools only. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class SlicedChargesTest {
    private static final String DEAR = """
            {"metric":"pages","model":"per_unit","unit_price":"0.50","dimensions":{"model":["gpt-5","gpt-5-mini"]}}""";
    private static final String CHEAP = """
            {"metric":"pages","model":"package","package_size":10,"unit_price":"1","dimensions":{"model":["tiny"],"provider":["local"]}}""";
    private static final String REST = """
            {"metric":"pages","model":"graduated","tiers":[{"up_to":5,"unit_price":"0"},{"unit_price":"0.02"}]}""";

    @Inject
    Tenants tenants;

    @Inject
    MonthEnd monthEnd;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    private TenantId tenant;
    private TenantId other;

    @BeforeEach
    void begin() {
        tenant = tenants.in("UTC");
        other = tenants.in("UTC");
    }

    @Test
    void priceEachUseOnceAndIssueWhatThePreviewShowed() {
        // Given
        take(plan(DEAR, REST, CHEAP));
        use("gpt-5", "openai", 10);
        use("gpt-5-mini", "azure", 4);
        use("tiny", "local", 11);
        use("tiny", "openai", 20);
        Plan.use(tenant, "pages", 5);
        var preview = Calls.json(Calls.get(tenant, "invoice-previews").statusCode(200));

        // When
        close();

        // Then
        var invoice = invoice(0);
        for (var part : List.of("quantity", "amount_minor", "price")) {
            assertEquals(preview.getList("data[0].lines." + part), invoice.getList("lines." + part));
        }
        assertEquals(List.of(14, 25, 11), invoice.getList("lines.quantity"));
        assertEquals(List.of(700, 40, 200), invoice.getList("lines.amount_minor"));
        assertEquals(Map.of("model", List.of("gpt-5", "gpt-5-mini")), invoice.getMap("lines[0].price.only.dimensions"));
        assertEquals(
                List.of(
                        Map.of("model", List.of("gpt-5", "gpt-5-mini")),
                        Map.of("model", List.of("tiny"), "provider", List.of("local"))),
                invoice.getList("lines[1].price.only.except"));
        assertEquals(List.of(10, 4), entries(invoice, 0));
        assertEquals(List.of(20, 5), entries(invoice, 1));
        assertEquals(List.of(11), entries(invoice, 2));
        Calls.get(other, "invoices").body("data", equalTo(List.of()));
    }

    @Test
    void billLateUsageOfTheSliceThatItIsIn() {
        // Given
        take(plan(DEAR, CHEAP, REST));
        use("gpt-5", "openai", 10);
        use("tiny", "local", 11);
        close();

        // When
        use("gpt-5", "openai", 2);
        use("other", "local", 6);
        close();

        // Then
        var second = invoice(0);
        assertEquals(List.of("late", "late"), second.getList("lines.kind"));
        assertEquals(List.of(6, 2), second.getList("lines.quantity"));
        assertEquals(List.of(2, 100), second.getList("lines.amount_minor"));
        assertEquals(10, second.getInt("lines[1].price.before.quantity"));
        close();
        Calls.get(tenant, "invoices").body("data", hasSize(2));
    }

    @Test
    void chargeNothingForARestThatNoChargeIsFor() {
        take(plan(DEAR));
        use("gpt-5", "openai", 2);
        use("tiny", "openai", 2_000);

        close();

        assertEquals(List.of(2), invoice(0).getList("lines.quantity"));
        assertEquals(100, invoice(0).getInt("net_minor"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pages|{\"provider\":[\"openai\"]}|charges-overlap|/terms/charges/1/dimensions",
                "pages|{\"model\":[\"gpt-5\"],\"tool\":[\"a\"]}|charges-overlap|/terms/charges/1/dimensions",
                "pages|{\"colour\":[\"red\"]}|dimension-unknown|/terms/charges/1/dimensions",
                "pages|{}|dimension-unknown|/terms/charges/1/dimensions",
                "pages|{\"model\":[]}|dimension-values-invalid|/terms/charges/1/dimensions/model",
                "pages|{\"model\":[\"a\",\"a\"]}|dimension-values-invalid|/terms/charges/1/dimensions/model",
                "pages|{\"model\":[null]}|dimension-values-invalid|/terms/charges/1/dimensions/model",
                "pages|{\"model\":null}|dimension-values-invalid|/terms/charges/1/dimensions/model",
                "seats|{\"model\":[\"a\"]}|dimensions-of-seats|/terms/charges/1/dimensions",
            })
    void areRefusedWhereUseCouldHaveTwoPricesOrNone(String metric, String dimensions, String code, String pointer) {
        var charge = "{\"metric\":\"%s\",\"model\":\"per_unit\",\"unit_price\":\"1\",\"dimensions\":%s}"
                .formatted(metric, dimensions);

        publish("p1", DEAR, charge)
                .statusCode(400)
                .body("errors[0].code", equalTo(code))
                .body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void takeOneRestAloneAndNothingThatIsNoCharge() {
        publish("p1", REST, DEAR, REST).statusCode(400).body("errors[0].code", equalTo("terms-invalid"));
        publish("p1", "null").statusCode(400).body("errors[0].code", equalTo("terms-invalid"));
    }

    @Test
    void entriesAreAskedForByDimensionsAsTheyAreWritten() {
        use("gpt-5", "openai", 1);
        asWritten("usage/events?only=%7B%22model%22%3A%5B%22gpt-5%22%5D%7D")
                .body("data.quantity", containsInAnyOrder(1));
        for (var wrong : List.of("only=x", "only=[]", "only=%7B%22a%22%3A1%7D", "except=%7B%7D", "except=%5B1%5D")) {
            asWritten("usage/events?" + wrong.replace("[", "%5B").replace("]", "%5D"))
                    .statusCode(400)
                    .body("errors[0].code", equalTo("dimensions-invalid"));
        }
    }

    /** A link as it is: nothing is encoded again. */
    private ValidatableResponse asWritten(String path) {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(TestTokens.platformAdmin())
                .get(Calls.BILLING + path + "&tenant=" + tenant)
                .then();
    }

    private static ValidatableResponse publish(String code, String... charges) {
        return given().auth()
                .oauth2(TestTokens.platformAdmin())
                .contentType(ContentType.JSON)
                .body(
                        "{\"plan\":\"%s\",\"name\":\"Test\",\"terms\":{\"currency\":\"USD\",\"base_minor\":0,\"charges\":[%s]}}"
                                .formatted(code, String.join(",", charges)))
                .post(Calls.BILLING + "plans")
                .then();
    }

    private static Plan plan(String... charges) {
        var code = "p" + UUID.randomUUID().toString().replace("-", "");
        publish(code, charges)
                .statusCode(201)
                .body("terms.charges[0].dimensions.model", equalTo(List.of("gpt-5", "gpt-5-mini")));
        return new Plan(code);
    }

    private void take(Plan plan) {
        plan.takenBy(tenant);
        for (var table : List.of("subscription_phase set starts_at", "subscription s set charged_until")) {
            jobs.preparedQuery(
                            "update " + table
                                    + " = (select date_trunc('month', now(), zone) from subscription where tenant_id = $1) where tenant_id = $1")
                    .execute(Tuple.of(tenant.value()))
                    .await()
                    .indefinitely();
        }
    }

    private void use(String model, String provider, long quantity) {
        var event =
                "[{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"test\",\"type\":\"pages\",\"time\":\"%s\",\"data\":{\"quantity\":%d,\"dimensions\":{\"model\":\"%s\",\"provider\":\"%s\"}}}]"
                        .formatted(UUID.randomUUID(), Instant.now(), quantity, model, provider);
        Calls.send(tenant, "POST", "events", event).statusCode(200);
    }

    private void close() {
        var closesAt = jobs.preparedQuery("select closes_at from subscription where tenant_id = $1")
                .execute(Tuple.of(tenant.value()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getOffsetDateTime(0)
                .toInstant();
        monthEnd.run(closesAt).await().indefinitely();
    }

    private JsonPath invoice(int at) {
        String id = Calls.json(Calls.get(tenant, "invoices")).getString("data[" + at + "].id");
        return Calls.json(Calls.get(tenant, "invoices/" + id).statusCode(200));
    }

    private List<Integer> entries(JsonPath invoice, int line) {
        String link = invoice.getString("lines[" + line + "].entries");
        assertTrue(link.contains("metric=pages"), link);
        assertTrue(
                URLDecoder.decode(URI.create(link).getRawQuery(), StandardCharsets.UTF_8)
                        .contains("model"),
                link);
        var quantities = Calls.json(
                        asWritten(link.substring(Calls.BILLING.length())).statusCode(200))
                .<Integer>getList("data.quantity");
        return quantities.stream().sorted((one, two) -> two - one).toList();
    }
}
