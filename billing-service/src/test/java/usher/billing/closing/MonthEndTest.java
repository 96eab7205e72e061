package usher.billing.closing;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class MonthEndTest {
    private static final String CLOSES = "select closes_at from subscription where tenant_id = $1";

    @Inject
    Tenants tenants;

    @Inject
    MonthEnd monthEnd;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Test
    void issuesWhatThePreviewShowed() {
        // Given
        var tenant = tenants.in("Asia/Jerusalem");
        var other = tenants.in("Asia/Jerusalem");
        Plan.publish("ILS", 12_345).takenBy(tenant);
        hasBeenThereSinceTheFirst(tenant);
        Plan.use(tenant, "mails", 4_321);
        Plan.use(tenant, "pages", 77);
        var preview = Calls.json(Calls.get(tenant, "invoice-previews").statusCode(200));

        // When
        close(tenant);

        // Then
        var invoice = invoice(tenant, 0);
        assertEquals(1, preview.getList("data").size());
        for (var amount : List.of(
                "net_minor",
                "tax_minor",
                "credit_minor",
                "due_minor",
                "base_minor",
                "usage_minor",
                "currency",
                "period",
                "plan",
                "plan_version")) {
            assertEquals(preview.getString("data[0]." + amount), invoice.getString(amount), amount);
        }
        assertEquals(preview.getList("data[0].lines.amount_minor"), invoice.getList("lines.amount_minor"));
        assertEquals(preview.getList("data[0].lines.quantity"), invoice.getList("lines.quantity"));
        assertEquals(preview.getList("data[0].lines.price"), invoice.getList("lines.price"));
        assertEquals(12_345 + 1_400, invoice.getInt("base_minor"));
        assertEquals(invoice.getInt("net_minor"), invoice.getInt("base_minor") + invoice.getInt("usage_minor"));
        assertEquals(12_345, invoice.getInt("lines[0].price.fee_minor"));
        assertEquals("7", invoice.getString("lines.find { it.kind == 'seats' }.price.unit_price"));
        assertEquals("0.015", invoice.getString("lines.find { it.metric == 'mails' }.price.tiers[1].unit_price"));
        assertEquals(25, invoice.getInt("lines.find { it.metric == 'pages' }.price.package_size"));
        assertEquals(List.of("base", "seats", "usage", "usage"), invoice.getList("lines.kind"));
        assertEquals("issued", invoice.getString("status"));
        assertEquals(
                invoice.getLong("net_minor"),
                invoice.<Integer>getList("lines.amount_minor").stream()
                        .mapToLong(Integer::longValue)
                        .sum());
        Calls.get(other, "invoices").body("data", equalTo(List.of()));
    }

    @Test
    void listsTheEntriesThatALineIsMadeOf() {
        var tenant = tenants.in("UTC");
        Plan.publish("USD", 1_000).takenBy(tenant);
        hasBeenThereSinceTheFirst(tenant);
        Plan.use(tenant, "mails", 150);
        Plan.use(tenant, "mails", 250);
        close(tenant);

        String entries = invoice(tenant, 0).getString("lines.find { it.metric == 'mails' }.entries");

        Calls.get(tenant, entries.substring(Calls.BILLING.length()))
                .body("data.quantity", containsInAnyOrder(250, 150));
    }

    @Test
    void billsLateUsageInTheNextPeriodUnderItsOwn() {
        // Given
        var tenant = tenants.in("UTC");
        Plan.publish("USD", 1_000).takenBy(tenant);
        hasBeenThereSinceTheFirst(tenant);
        Plan.use(tenant, "mails", 1_000);
        close(tenant);

        // When
        Plan.use(tenant, "mails", 2_000);
        close(tenant);

        // Then
        var first = invoice(tenant, 1);
        var second = invoice(tenant, 0);
        assertEquals(2_000, second.getInt("lines.find { it.kind == 'late' }.quantity"));
        assertEquals(
                first.getString("lines.find { it.kind == 'usage' }.from"),
                second.getString("lines.find { it.kind == 'late' }.from"));
        assertEquals(3_000, second.getInt("lines.find { it.kind == 'late' }.amount_minor"));
        assertEquals(1_000, second.getInt("lines.find { it.kind == 'late' }.price.before.quantity"));
        assertEquals(1_350, second.getInt("lines.find { it.kind == 'late' }.price.before.amount_minor"));
        assertEquals(first.getString("period_end"), second.getString("period_start"));
        close(tenant);
        assertEquals(List.of(), invoice(tenant, 0).getList("lines.findAll { it.kind == 'late' }"));
    }

    @Test
    void closesAYearInOneGo() {
        var tenant = tenants.in("America/New_York");
        Plan.publish("JPY", 9_001).takenBy(tenant);

        monthEnd.run(closesAt(tenant).plusSeconds(340L * 86_400)).await().indefinitely();

        var periods = Calls.json(Calls.get(tenant, "invoices?limit=50")).<String>getList("data.period");
        assertEquals(12, periods.size());
        assertEquals(12, periods.stream().distinct().count());
        assertEquals(9_001 + 14, Calls.json(Calls.get(tenant, "invoices")).getInt("data[0].net_minor"));
    }

    @Test
    void numbersWithoutAGapAndNeverTwice() {
        var tenant = tenants.in("UTC");
        Plan.publish("EUR", 100).takenBy(tenant);
        close(tenant);

        var numbers = numbers();

        assertEquals(LongStream.rangeClosed(1, numbers.size()).boxed().toList(), numbers);
    }

    @Test
    void keepsIssuedInvoicesAsTheyAre() {
        var tenant = tenants.in("UTC");
        Plan.publish("KWD", 5_000).takenBy(tenant);
        close(tenant);

        for (var attempt : List.of(
                "update invoice set net_minor = 1 where tenant_id = $1",
                "update invoice set status = 'DRAFT', number = null where tenant_id = $1",
                "update invoice_line set amount_minor = 1 where tenant_id = $1",
                "delete from invoice_line where tenant_id = $1",
                "delete from invoice where tenant_id = $1")) {
            var answer = assertThrows(
                    PgException.class,
                    () -> jobs.preparedQuery(attempt)
                            .execute(Tuple.of(tenant.value()))
                            .await()
                            .indefinitely());
            assertTrue(String.valueOf(answer.getMessage()).contains("never"), attempt);
        }
    }

    @Test
    void sendsNothingToTenantsThatOweNothing() {
        var tenant = tenants.in("UTC");
        Plan.use(tenant, "mails", 1_000_000);

        close(tenant);

        Calls.get(tenant, "invoices").body("data", equalTo(List.of()));
        Calls.get(tenant, "invoice-previews").body("data", equalTo(List.of()));
    }

    private void close(TenantId tenant) {
        monthEnd.run(closesAt(tenant)).await().indefinitely();
    }

    /** Usage of now is then in a quarter of an hour that began on the plan. */
    private void hasBeenThereSinceTheFirst(TenantId tenant) {
        for (var table : List.of("subscription_phase set starts_at", "subscription s set charged_until")) {
            jobs.preparedQuery(
                            "update " + table
                                    + " = (select date_trunc('month', now(), zone) from subscription where tenant_id = $1) where tenant_id = $1")
                    .execute(Tuple.of(tenant.value()))
                    .await()
                    .indefinitely();
        }
    }

    private Instant closesAt(TenantId tenant) {
        return jobs.preparedQuery(CLOSES)
                .execute(Tuple.of(tenant.value()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getOffsetDateTime(0)
                .toInstant();
    }

    private static JsonPath invoice(TenantId tenant, int at) {
        List<Map<String, Object>> all =
                Calls.json(Calls.get(tenant, "invoices")).getList("data");
        return Calls.json(Calls.get(tenant, "invoices/" + all.get(at).get("id")).statusCode(200));
    }

    private List<Long> numbers() {
        var rows = jobs.query(
                        "select substr(number, 5)::bigint as n from invoice where number ~ '^.{4}[0-9]{6,}$' order by 1")
                .execute()
                .await()
                .indefinitely();
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getLong("n"))
                .toList();
    }
}
