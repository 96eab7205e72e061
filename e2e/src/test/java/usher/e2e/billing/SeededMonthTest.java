package usher.e2e.billing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.contracts.id.TenantId;
import usher.e2e.client.Answer;
import usher.e2e.client.Api;
import usher.e2e.client.Eventually;
import usher.e2e.client.Tenant;
import usher.e2e.client.Visitor;
import usher.e2e.support.Scale;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.World;

/**
 * One month in every book: what the receipts of its answers say is what the ledger holds, what the sums add up to, what the
 * invoice charges and what is printed. The month is closed before its end, by a billing-service that does not wait for it.
 */
@Order(Integer.MAX_VALUE)
@ExtendWith(SharedWorld.class)
class SeededMonthTest {
    private static final int TURNS = Scale.of(20, 1_000);
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final BigDecimal INPUT_PRICE = new BigDecimal("0.000137");
    private static final BigDecimal OUTPUT_PRICE = new BigDecimal("0.00259");
    private static final long BASE = 1_900;
    private static final String SINCE_THE_FIRST = """
            with phased as (
                update billing.subscription_phase set starts_at = date_trunc('month', now(), 'UTC'), plan_code = ?, plan_version = 1
                where tenant_id = ? returning tenant_id)
            update billing.subscription set charged_until = date_trunc('month', now(), 'UTC'), plan_code = ?, plan_version = 1,
                closes_at = date_trunc('month', now(), 'UTC') + interval '1 month', zone = 'UTC'
            where tenant_id = ? and exists (select from phased)
            returning 1""";

    @Test
    void isTheSameInEveryBook(World world) throws IOException {
        // Given
        var tenant = world.standInTenant("Seeded month");
        var other = world.standInTenant("Seeded month, beside");
        onThePlan(world, tenant);
        var server = Api.at(world.api().base().toString()).as(tenant.secretKey());
        var receipts = turns(world, tenant).stream()
                .map(message -> server.get("/api/v1/chat/messages/" + message + "/receipt")
                        .orThrow())
                .toList();
        Visitor.open(world.api(), other).ask("And what do I owe?").orThrow();
        world.books().settled(tenant, SOON);

        // When
        JsonNode invoice;
        try (var ahead = world.secondBilling(Map.of(
                "USHER_BILLING_CLOSING_DELAY", "0s",
                "USHER_BILLING_CLOSING_EVERY", "1s",
                "USHER_BILLING_CLOSING_SETTLE", untilTheNext().negated().toString()))) {
            Eventually.until(
                    "the month is closed by " + ahead.url(),
                    SOON,
                    () -> issued(server).size() == 1);
            invoice = issued(server).getFirst();
        }

        // Then
        var used = used(receipts);
        assertTrue(used.cost() > 0 && used.input() > 0 && used.output() > 0, used.toString());
        assertEquals(used, ledger(server));
        assertEquals(used, sums(server.get("/api/v1/billing/usage/current").orThrow()));
        var whole = server.get("/api/v1/billing/invoices/" + invoice.path("id").asText())
                .orThrow();
        assertEquals(used.input(), line(whole, "tokens.input").path("quantity").asLong());
        assertEquals(
                used.output(), line(whole, "tokens.output").path("quantity").asLong());
        long input = minor(used.input(), INPUT_PRICE);
        long output = minor(used.output(), OUTPUT_PRICE);
        assertEquals(input, line(whole, "tokens.input").path("amount_minor").asLong());
        assertEquals(output, line(whole, "tokens.output").path("amount_minor").asLong());
        long net = BASE + input + output;
        long tax = new BigDecimal("0.18")
                .multiply(BigDecimal.valueOf(net))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        assertEquals(net, whole.at("/net_minor").asLong());
        assertEquals(net + tax, whole.at("/gross_minor").asLong());
        var printed = printed(server, invoice.path("id").asText());
        for (long amount : List.of(input, output, net, tax, net + tax)) {
            assertTrue(printed.contains(BigDecimal.valueOf(amount, 2).toPlainString()), amount + " in " + printed);
        }
        assertTrue(printed.contains("%,d".formatted(used.output())), printed);
        System.out.printf("A month of %d turns is the same in every book: %s, %d cents%n", TURNS, used, net + tax);
    }

    /** Costs in micro-dollars. */
    private record Used(long input, long output, long cost) {}

    private static void onThePlan(World world, Tenant tenant) {
        var plan = "seeded" + UUID.randomUUID().toString().substring(0, 8);
        var charges = List.of(
                Map.of("metric", "tokens.input", "model", "per_unit", "unit_price", INPUT_PRICE.toPlainString()),
                Map.of("metric", "tokens.output", "model", "per_unit", "unit_price", OUTPUT_PRICE.toPlainString()));
        var terms = Map.of(
                "currency",
                "USD",
                "base_minor",
                BASE,
                "tax",
                Map.of("rate", "0.18", "text", "VAT"),
                "charges",
                charges);
        world.operator()
                .api()
                .post("/api/v1/billing/plans", Map.of("plan", plan, "name", "Seeded", "terms", terms))
                .orThrow();
        var id = TenantId.fromString(tenant.id()).value();
        assertEquals(1, world.database().number(SINCE_THE_FIRST, plan, id, plan, id));
    }

    /** So long, and a little, until this month is over, and no other. */
    private static Duration untilTheNext() {
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        var first = now.toLocalDate().withDayOfMonth(1).plusMonths(1);
        return Duration.between(now, first.atStartOfDay(ZoneOffset.UTC)).plusHours(1);
    }

    /** The ids of the answers. */
    private static List<String> turns(World world, Tenant tenant) {
        var visitor = Visitor.open(world.api(), tenant);
        return IntStream.range(0, TURNS)
                .mapToObj(number -> visitor.ask("Question %d of the month, parcel 1042?".formatted(number))
                        .orThrow()
                        .text("/message/id"))
                .toList();
    }

    private static Used used(List<Answer> receipts) {
        return receipts.stream()
                .map(receipt -> receipt.at("/receipt"))
                .map(receipt -> new Used(
                        tokens(receipt, "input"),
                        tokens(receipt, "output"),
                        receipt.path("cost_micros").asLong()))
                .reduce(new Used(0, 0, 0), SeededMonthTest::plus);
    }

    private static long tokens(JsonNode receipt, String kind) {
        return StreamSupport.stream(receipt.path("uses").spliterator(), false)
                .mapToLong(use -> use.path("tokens").path(kind).asLong())
                .sum();
    }

    /** Page after page, as a tenant that checks its bill reads it. */
    private static Used ledger(Api server) {
        var sums = new HashMap<String, Long>();
        var cursor = "";
        do {
            var page = server.get("/api/v1/billing/usage/events?limit=100" + cursor)
                    .orThrow();
            for (var entry : page.at("/data")) {
                sums.merge(entry.path("metric").asText(), entry.path("quantity").asLong(), Long::sum);
                sums.merge("micros", entry.path("cost_micros").asLong(), Long::sum);
            }
            cursor = page.at("/has_more").asBoolean() ? "&starting_after=" + page.text("/next_cursor") : "";
        } while (!cursor.isEmpty());
        return new Used(
                sums.getOrDefault("tokens.input", 0L),
                sums.getOrDefault("tokens.output", 0L),
                sums.getOrDefault("micros", 0L));
    }

    private static Used sums(Answer report) {
        return new Used(
                quantity(report, "tokens.input"),
                quantity(report, "tokens.output"),
                report.at("/cost_micros").asLong());
    }

    private static long quantity(Answer report, String metric) {
        return StreamSupport.stream(report.at("/metrics").spliterator(), false)
                .filter(each -> each.path("metric").asText().equals(metric))
                .mapToLong(each -> each.path("quantity").asLong())
                .sum();
    }

    private static List<JsonNode> issued(Api server) {
        return StreamSupport.stream(
                        server.get("/api/v1/billing/invoices")
                                .orThrow()
                                .at("/data")
                                .spliterator(),
                        false)
                .filter(invoice -> !invoice.path("status").asText().equals("draft"))
                .toList();
    }

    private static JsonNode line(Answer invoice, String metric) {
        return StreamSupport.stream(invoice.at("/lines").spliterator(), false)
                .filter(line -> line.path("metric").asText().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    private static long minor(long quantity, BigDecimal price) {
        return price.multiply(BigDecimal.valueOf(quantity))
                .movePointRight(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static String printed(Api server, String invoice) throws IOException {
        try (var document = Loader.loadPDF(server.bytes("/api/v1/billing/invoices/" + invoice + "/pdf"))) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static Used plus(Used one, Used other) {
        return new Used(one.input() + other.input(), one.output() + other.output(), one.cost() + other.cost());
    }
}
