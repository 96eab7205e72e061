package usher.billing.revenue;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.billing.revenue.PhaseBooks.ago;
import static usher.billing.revenue.PhaseBooks.json;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class RevenueTest {
    private static final String INVOICE = """
            insert into invoice (tenant_id, id, seller_code, number, kind, status, of_invoice, period, zone, currency, net_minor, tax_minor, credit_minor,
                taxes, buyer, seller, created_at, issued_at, due_at, paid_at)
            values ($1, $2, 'default', $2::uuid::text, $3, $4, $5, '2026-01', 'UTC', $6, $7, 0, $8, $9, $10, $10, $11, $11, $12, $13)""";
    private static final String MANY = """
            with made as (
                insert into subscription (tenant_id, plan_code, plan_version, status, version, tenant_version, created_at, updated_at, zone, charged_until, closes_at)
                select gen_random_uuid(), 'pro', 1, 'ACTIVE', 1, 1, '2020-01-01Z', '2020-01-01Z', 'UTC', now(), now() + interval '20 days' from generate_series(1, $1)
                returning tenant_id
            ), phased as (
                insert into subscription_phase (tenant_id, id, starts_at, state, plan_code, plan_version, seats, made_by, made_at)
                select tenant_id, gen_random_uuid(), '2020-01-01Z'::timestamptz + make_interval(months => 8 * n), case when n % 5 = 4 then 'PAUSED' else 'ACTIVE' end,
                    case when n % 2 = 0 then 'pro' else 'starter' end, 1, 12 + n, 'test', '2020-01-01Z'
                from made, generate_series(0, 9) as n
            )
            insert into invoice (tenant_id, id, seller_code, number, kind, status, period, zone, currency, net_minor, tax_minor, credit_minor,
                taxes, buyer, seller, created_at, issued_at, due_at, paid_at)
            select tenant_id, gen_random_uuid(), 'default', gen_random_uuid()::text, 'INVOICE', case when n < 10 then 'PAID' else 'OVERDUE' end, '2026-01', 'UTC', 'DKK',
                100, 0, 0, '[]', '{}', '{}', now(), now() - make_interval(months => 12 - n), now() - make_interval(months => 11 - n),
                case when n < 10 then now() - make_interval(months => 11 - n) end
            from made, generate_series(0, 11) as n""";

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Inject
    Revenue revenue;

    @Inject
    Tenants tenants;

    @Test
    void sumsUpInvoicesByMonthAgeAndTenant() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        var month = PhaseBooks.day(ago(2), 2);
        var paid = invoice(tenant, "PAID", 1_000, 0, month, month.plusDays(10), month.plusDays(3));
        invoice(tenant, "PAID", 501, 0, month, month.plusDays(10), month.plusDays(4));
        invoice(tenant, "PAID", 300, 300, month, month.plusDays(10), month);
        invoice(tenant, "VOID", 9_999, 0, month, month.plusDays(10), null);
        note(tenant, paid, 200, month.plusDays(5));
        invoice(tenant, "ISSUED", 40, 0, now.minusDays(3), now.plusDays(11), null);
        invoice(tenant, "OVERDUE", 50, 0, now.minusDays(30), now.minusDays(16), null);
        invoice(tenant, "OVERDUE", 60, 0, now.minusDays(60), now.minusDays(46), null);
        invoice(other, "OVERDUE", 70, 0, now.minusDays(100), now.minusDays(80), null);
        invoice(other, "OVERDUE", 80, 0, now.minusDays(200), now.minusDays(180), null);

        // When
        var collections = json("collections?limit=100");
        var receivables = json("receivables?limit=100");
        var tenantRows = tenantRows(tenant);

        // Then
        var row = "data.find { it.currency == 'NOK' && it.month == '" + ago(2) + "' }.";
        assertEquals(1_501, collections.getInt(row + "collected_minor"));
        assertEquals(2, collections.getInt(row + "paid_invoices"));
        assertEquals(751, collections.getInt(row + "average_minor"));
        assertEquals(200, collections.getInt(row + "credited_minor"));
        var late = "data.find { it.currency == 'NOK' }.";
        assertEquals(300, receivables.getInt(late + "outstanding_minor"));
        assertEquals(260, receivables.getInt(late + "overdue_minor"));
        assertEquals(40, receivables.getInt(late + "not_due_minor"));
        assertEquals(50, receivables.getInt(late + "up_to30_minor"));
        assertEquals(60, receivables.getInt(late + "up_to60_minor"));
        assertEquals(70, receivables.getInt(late + "up_to90_minor"));
        assertEquals(80, receivables.getInt(late + "over90_minor"));
        assertEquals("{outstanding=150, overdue=110, collected=1501, credited=200}", tenantRows);
    }

    @Test
    void cutsEachListIntoPages() {
        tenants.in("UTC");
        tenants.in("UTC");
        var seen = new HashSet<String>();
        String cursor = "";
        boolean more = true;
        while (more) {
            var page = json("tenants?limit=50" + cursor);
            page.<String>getList("data.tenant").forEach(id -> assertTrue(seen.add(id), "twice: " + id));
            more = page.getBoolean("has_more");
            cursor = "&starting_after=" + page.getString("next_cursor");
        }

        PhaseBooks.get("tenants?limit=1&plan=free").body("data.plan", equalTo(List.of("free")));
        PhaseBooks.get("tenants?plan=nobody-has-it").body("data", hasSize(0));
        PhaseBooks.get("movements?starting_after=garbage")
                .statusCode(400)
                .body("errors[0].code", equalTo("cursor-invalid"));
        PhaseBooks.get("movements?months=0").statusCode(400);
        PhaseBooks.get("movements?months=61").statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"movements", "collections", "receivables", "plans", "tenants"})
    void exportsEachReport(String report) {
        tenants.in("UTC");

        var text = PhaseBooks.get("export.csv?report=" + report)
                .statusCode(200)
                .extract()
                .asString();

        var lines = text.lines().toList();
        long columns = lines.getFirst().chars().filter(each -> each == ',').count();
        assertTrue(lines.getFirst().startsWith("\uFEFF"), text);
        assertTrue(
                lines.stream()
                        .allMatch(
                                line -> line.chars().filter(each -> each == ',').count() >= columns),
                text);
        PhaseBooks.get("export.csv?report=nothing").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"movements", "collections", "receivables", "plans", "tenants", "export.csv"})
    void isForThePlatformAlone(String path) {
        var tenant = TestTenants.active();

        for (var token : List.of(TestTokens.member(Role.ADMIN, tenant.id()), tenant.secretKey())) {
            given().auth()
                    .oauth2(token)
                    .get(Calls.BILLING + "revenue/" + path)
                    .then()
                    .statusCode(403);
        }
        given().get(Calls.BILLING + "revenue/" + path).then().statusCode(401);
        given().auth()
                .oauth2(TestTokens.member(Role.ANALYST, null))
                .get(Calls.BILLING + "revenue/" + path)
                .then()
                .statusCode(200);
    }

    @Test
    void saysHowLongItTakes() {
        int count = Boolean.getBoolean("usher.soak") ? 10_000 : 500;
        jobs.preparedQuery(MANY).execute(Tuple.of(count)).await().atMost(Duration.ofMinutes(2));

        long movements = millis(() -> revenue.movements(12).await().atMost(Duration.ofMinutes(1)));
        long collections = millis(() -> revenue.collections(12).await().atMost(Duration.ofMinutes(1)));
        long plans = millis(() -> revenue.plans().await().atMost(Duration.ofMinutes(1)));
        long page = millis(() -> revenue.tenants(null, null, 100).await().atMost(Duration.ofMinutes(1)));

        System.out.printf(
                "Revenue of %,d tenants with 10 phases and 12 invoices each: movements %,d ms, collections %,d ms, plans %,d ms, a page of tenants %,d ms%n",
                count, movements, collections, plans, page);
    }

    private static long millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static String tenantRows(TenantId tenant) {
        String cursor = "";
        while (true) {
            var page = json("tenants?limit=100" + cursor);
            var row = "data.find { it.tenant == '" + tenant + "' }";
            if (page.get(row) != null) {
                var money = row + ".revenue.find { it.currency == 'NOK' }.";
                return "{outstanding=%d, overdue=%d, collected=%d, credited=%d}"
                        .formatted(
                                page.getInt(money + "outstanding_minor"),
                                page.getInt(money + "overdue_minor"),
                                page.getInt(money + "collected_minor"),
                                page.getInt(money + "credited_minor"));
            }
            cursor = "&starting_after=" + page.getString("next_cursor");
        }
    }

    private UUID invoice(
            TenantId tenant,
            String status,
            long net,
            long credit,
            OffsetDateTime issued,
            OffsetDateTime due,
            @Nullable OffsetDateTime paid) {
        return write(tenant, "INVOICE", status, null, net, credit, issued, due, paid);
    }

    private void note(TenantId tenant, UUID of, long amount, OffsetDateTime issued) {
        write(tenant, "CREDIT_NOTE", "PAID", of, -amount, -amount, issued, issued, issued);
    }

    private UUID write(
            TenantId tenant,
            String kind,
            String status,
            @Nullable UUID of,
            long net,
            long credit,
            OffsetDateTime issued,
            OffsetDateTime due,
            @Nullable OffsetDateTime paid) {
        var id = UUID.randomUUID();
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(id)
                .addString(kind)
                .addString(status)
                .addUUID(of)
                .addString("NOK")
                .addLong(net)
                .addLong(credit)
                .addValue(new JsonArray())
                .addValue(new JsonObject())
                .addOffsetDateTime(issued)
                .addOffsetDateTime(due)
                .addOffsetDateTime(paid);
        jobs.preparedQuery(INVOICE).execute(row).await().atMost(Duration.ofSeconds(5));
        return id;
    }
}
