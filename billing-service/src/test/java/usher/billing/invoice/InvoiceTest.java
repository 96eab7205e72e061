package usher.billing.invoice;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class InvoiceTest {
    private static final String DRAFT =
            "{\"currency\":\"ILS\",\"tax_rate\":0.18,\"tax_text\":\"VAT\",\"lines\":[{\"text\":\"Setting up\",\"amount_minor\":10000},{\"text\":\"Training\",\"amount_minor\":2500}]}";

    @Inject
    Tenants tenants;

    @Inject
    OverdueInvoices overdue;

    @Test
    void goesFromDraftToPaidAndNoOtherWay() {
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var id = draft(tenant);
        Calls.get(other, "invoices/" + id).statusCode(404);
        Calls.send(other, "POST", "invoices/" + id + "/issue", "").statusCode(404);
        Calls.send(tenant, "POST", "invoices/" + id + "/mark-paid", "{\"reference\":\"r\"}")
                .statusCode(409);

        Calls.send(tenant, "POST", "invoices/" + id + "/issue", "")
                .statusCode(200)
                .body("status", equalTo("issued"))
                .body("number", startsWith("USH-"))
                .body("net_minor", equalTo(12_500))
                .body("tax_minor", equalTo(2_250))
                .body("due_minor", equalTo(14_750));
        Calls.send(tenant, "POST", "invoices/" + id + "/issue", "")
                .statusCode(409)
                .body("code", equalTo("invoice-issued"));
        Calls.send(tenant, "DELETE", "invoices/" + id, "").statusCode(409);
        for (int twice = 0; twice < 2; twice++) {
            Calls.send(
                            tenant,
                            "POST",
                            "invoices/" + id + "/mark-paid",
                            "{\"reference\":\"wire 17\",\"method\":\"bank_transfer\"}")
                    .statusCode(200)
                    .body("status", equalTo("paid"))
                    .body("payment.reference", equalTo("wire 17"));
        }
        Calls.send(tenant, "POST", "invoices/" + id + "/mark-paid", "{\"reference\":\"other\"}")
                .statusCode(409);
        Calls.send(tenant, "POST", "invoices/" + id + "/void", "").statusCode(409);
        Calls.get(tenant, "invoices?status=paid").body("data.id", equalTo(List.of(id)));
        Calls.get(other, "invoices?status=paid").body("data", equalTo(List.of()));
    }

    @Test
    void creditsAtMostWhatAnInvoiceIs() {
        var tenant = tenants.in("UTC");
        var id = draft(tenant);
        Calls.send(tenant, "POST", "invoices/" + id + "/credit-notes", credit(100))
                .statusCode(409);
        Calls.send(tenant, "POST", "invoices/" + id + "/issue", "").statusCode(200);

        Calls.send(tenant, "POST", "invoices/" + id + "/credit-notes", credit(5_000))
                .statusCode(201)
                .body("kind", equalTo("credit_note"))
                .body("status", equalTo("paid"))
                .body("of_invoice", equalTo(id))
                .body("gross_minor", equalTo(-5_000))
                .body("tax_minor", equalTo(-763));
        Calls.send(tenant, "POST", "invoices/" + id + "/credit-notes", credit(9_751))
                .statusCode(400)
                .body("errors[0].code", equalTo("amount-too-large"));
        Calls.send(tenant, "POST", "invoices/" + id + "/credit-notes", credit(9_750))
                .statusCode(201);
        Calls.send(tenant, "POST", "invoices/" + id + "/void", "")
                .statusCode(409)
                .body("code", equalTo("invoice-credited"));
    }

    @Test
    void isDiscardedOnlyAsADraft() {
        var tenant = tenants.in("UTC");
        var id = draft(tenant);

        Calls.send(tenant, "DELETE", "invoices/" + id, "").statusCode(204);

        Calls.get(tenant, "invoices/" + id).statusCode(404);
    }

    @Test
    void becomesOverdueWhenItsTimeIsOver() {
        var tenant = tenants.in("UTC");
        var id = draft(tenant);
        Calls.send(tenant, "POST", "invoices/" + id + "/issue", "").statusCode(200);
        overdue.by(Instant.now().plus(13, ChronoUnit.DAYS)).await().indefinitely();
        Calls.get(tenant, "invoices/" + id).body("status", equalTo("issued"));

        overdue.by(Instant.now().plus(15, ChronoUnit.DAYS)).await().indefinitely();

        Calls.get(tenant, "invoices/" + id).body("status", equalTo("overdue"));
        Calls.send(tenant, "POST", "invoices/" + id + "/void", "").body("status", equalTo("void"));
    }

    @Test
    void namesItsParties() {
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        Calls.get(tenant, "profile").statusCode(404);
        Calls.own(
                        tenant,
                        "PUT",
                        "profile",
                        "{\"legal_name\":\"Acme GmbH\",\"address\":\"Street 1\\nBerlin\",\"country\":\"DE\",\"tax_id\":\"DE123\"}")
                .statusCode(200);

        Calls.get(tenant, "invoices/" + draft(tenant))
                .body("buyer.legal_name", equalTo("Acme GmbH"))
                .body("buyer.tax_id", equalTo("DE123"))
                .body("seller.legal_name", equalTo("Usher"));

        Calls.get(other, "profile").statusCode(404);
        Calls.get(other, "invoices/" + draft(other)).body("buyer.legal_name", equalTo("Acme"));
    }

    @Test
    void isFoundByWhatItSays() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var draft = draft(tenant);
        var id = draft(tenant);
        var number = Calls.json(Calls.send(tenant, "POST", "invoices/" + id + "/issue", ""))
                .getString("number");
        var tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);

        // Then
        for (var one :
                List.of("q=" + number, "q=" + number.substring(6), "status=issued", "status=issued&currency=ILS")) {
            Calls.get(tenant, "invoices?" + one).body("data.id", equalTo(List.of(id)));
            Calls.get(tenant, "invoices/all?" + one).body("data.id", equalTo(List.of(id)));
            Calls.get(other, "invoices?" + one).body("data", equalTo(List.of()));
        }
        Calls.get(tenant, "invoices?currency=ILS&to=" + tomorrow).body("data.id", equalTo(List.of(id, draft)));
        for (var none : List.of("q=USH_", "currency=USD", "plan=free", "from=" + tomorrow, "status=void")) {
            Calls.get(tenant, "invoices?" + none).body("data", equalTo(List.of()));
        }
        for (var wrong : List.of("from=yesterday", "currency=x", "plan=NO", "status=odd", "period=2026")) {
            Calls.get(tenant, "invoices?" + wrong).statusCode(wrong.startsWith("status") ? 404 : 400);
        }
    }

    @Test
    void isListedAsCsvWithTheSameFilters() {
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var id = draft(tenant);
        draft(other);

        var csv = Calls.get(tenant, "invoices/export.csv")
                .statusCode(200)
                .extract()
                .asString();
        var all = Calls.get(tenant, "invoices/all/export.csv?status=draft")
                .statusCode(200)
                .extract()
                .asString();

        assertEquals(2, csv.lines().count());
        assertTrue(csv.contains(id + "," + tenant + ",,invoice,draft,,Acme"), csv);
        assertEquals(csv, all);
        assertEquals(
                1,
                Calls.get(tenant, "invoices/export.csv?status=paid")
                        .extract()
                        .asString()
                        .lines()
                        .count());
        Calls.own(tenant, "GET", "invoices/all/export.csv", "").statusCode(403);
    }

    @Test
    void refusesWhatIsNoInvoice() {
        var tenant = tenants.in("UTC");
        for (var body : List.of(
                "{}",
                "{\"currency\":\"ILS\",\"lines\":[]}",
                "{\"currency\":\"QQQ\",\"lines\":[{\"text\":\"x\",\"amount_minor\":1}]}",
                "{\"currency\":\"ILS\",\"lines\":[{\"text\":\"x\",\"amount_minor\":-1}]}",
                "{\"currency\":\"ILS\",\"lines\":[{\"text\":\"x\",\"amount_minor\":1.5}]}",
                "{\"currency\":\"ILS\",\"tax_rate\":2,\"lines\":[{\"text\":\"x\",\"amount_minor\":1}]}")) {
            Calls.send(tenant, "POST", "invoices", body).statusCode(400);
        }
        assertEquals(List.of(), Calls.json(Calls.get(tenant, "invoices")).getList("data"));
    }

    private static String draft(TenantId tenant) {
        return Calls.json(Calls.send(tenant, "POST", "invoices", DRAFT).statusCode(201))
                .getString("id");
    }

    @Test
    void creditsTheWholeTaxInHoweverSmallPieces() {
        // Given
        var tenant = tenants.in("UTC");
        var body = "{\"currency\":\"JPY\",\"tax_rate\":0.18,\"lines\":[{\"text\":\"Work\",\"amount_minor\":10}]}";
        String id = Calls.json(Calls.send(tenant, "POST", "invoices", body).body("tax_minor", equalTo(2)))
                .getString("id");
        Calls.send(tenant, "POST", "invoices/" + id + "/issue", "").statusCode(200);

        // When
        for (int piece = 0; piece < 12; piece++) {
            Calls.send(tenant, "POST", "invoices/" + id + "/credit-notes", credit(1))
                    .statusCode(201);
        }

        // Then
        var notes = Calls.json(Calls.get(tenant, "invoices?limit=50"));
        assertEquals(-2, notes.getInt("data.findAll { it.kind == 'credit_note' }.sum { it.tax_minor }"));
        assertEquals(-10, notes.getInt("data.findAll { it.kind == 'credit_note' }.sum { it.net_minor }"));
    }

    private static String credit(long amount) {
        return "{\"amount_minor\":" + amount + ",\"reason\":\"A mistake\"}";
    }
}
