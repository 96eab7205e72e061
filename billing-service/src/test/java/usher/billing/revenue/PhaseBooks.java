package usher.billing.revenue;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import usher.billing.Calls;
import usher.kit.test.TestTokens;

/** Plans in a currency of their own, so that other tests' books are not in the sums, and subscriptions with a past. */
final class PhaseBooks {
    private static final String SUBSCRIBE = """
            insert into subscription (tenant_id, plan_code, plan_version, status, version, tenant_version, created_at, updated_at, zone, charged_until, closes_at)
            values ($1, $2, 1, 'ACTIVE', 1, 1, $3, '2020-01-01Z', 'UTC', now(), now() + interval '20 days')""";
    private static final String PHASE = """
            insert into subscription_phase (tenant_id, id, starts_at, state, plan_code, plan_version, seats, made_by, made_at)
            values ($1, gen_random_uuid(), $2, $3, $4, 1, $5, 'test', $2)""";

    private final Pool jobs;

    PhaseBooks(Pool jobs) {
        this.jobs = jobs;
    }

    /** A month as many before this one. */
    static YearMonth ago(int months) {
        return YearMonth.now(ZoneOffset.UTC).minusMonths(months);
    }

    /** Some day of it. */
    static OffsetDateTime day(YearMonth month, int day) {
        return month.atDay(day).atTime(10, 0).atOffset(ZoneOffset.UTC);
    }

    /** One seat is included, each other costs 5.00. */
    static String plan(String currency, long baseMinor) {
        var code = "r" + UUID.randomUUID().toString().replace("-", "");
        given().auth()
                .oauth2(TestTokens.platformAdmin())
                .contentType(ContentType.JSON)
                .body(
                        "{\"plan\":\"%s\",\"name\":\"R\",\"terms\":{\"currency\":\"%s\",\"base_minor\":%d,\"charges\":[{\"metric\":\"seats\",\"model\":\"per_unit\",\"included\":1,\"unit_price\":\"5\"}]}}"
                                .formatted(code, currency, baseMinor))
                .post(Calls.BILLING + "plans")
                .then()
                .statusCode(201);
        return code;
    }

    UUID tenant(String plan, OffsetDateTime since) {
        var tenant = UUID.randomUUID();
        run(SUBSCRIBE, Tuple.of(tenant, plan, since));
        return tenant;
    }

    void phase(UUID tenant, OffsetDateTime from, String state, String plan, int seats) {
        run(PHASE, Tuple.of(tenant, from, state, plan, seats));
    }

    void run(String sql, Tuple arguments) {
        jobs.preparedQuery(sql).execute(arguments).await().atMost(Duration.ofSeconds(30));
    }

    static ValidatableResponse get(String path) {
        return given().auth()
                .oauth2(TestTokens.platformAdmin())
                .get(Calls.BILLING + "revenue/" + path)
                .then();
    }

    static JsonPath json(String path) {
        return get(path).statusCode(200).extract().jsonPath();
    }
}
