package usher.billing.dunning;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Notices;
import usher.billing.Tenants;
import usher.billing.collection.PaymentBooks;
import usher.billing.collection.PaymentCalls;
import usher.billing.collection.StripeTokens;
import usher.billing.payment.StripeInTests;
import usher.billing.payment.StripeStandIn.Trouble;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class DunningTest {
    @Inject
    Tenants tenants;

    @Inject
    Dunning dunning;

    @Inject
    Notices notices;

    @Inject
    InstantSource clock;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @BeforeEach
    void takeStripe() {
        PaymentCalls.takeStripe();
    }

    /** What other tests have left to be told would come first, and a run tells of some hundreds. */
    @BeforeEach
    void forgetOthers() {
        jobs.query("delete from invoice_move").execute().await().indefinitely();
        jobs.query("delete from dunning where state = 'OPEN'").execute().await().indefinitely();
    }

    @AfterEach
    void calm() {
        StripeInTests.STRIPE.trouble(Trouble.NONE);
    }

    @Test
    void chargesAnIssuedInvoiceOnceHoweverManyReplicasThereAre() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        PaymentCalls.kept(tenant);
        var invoice = PaymentCalls.issued(tenant, 900);
        var others = PaymentCalls.issued(other, 900);

        // When
        run(() -> Uni.combine().all().unis(dunning.by(in(0)), dunning.by(in(0))).discardItems());
        run(() -> dunning.by(in(0)));

        // Then
        Calls.get(tenant, "invoices/" + invoice).body("status", equalTo("paid")).body("payment.by", equalTo("dunning"));
        Calls.get(tenant, "payments?invoice=" + invoice).body("data", hasSize(1));
        Calls.get(other, "invoices/" + others).body("status", equalTo("issued"));
        Calls.get(other, "payments").body("data", hasSize(0));
        run(() -> dunning.by(in(0)));
        notices.await(
                tenant,
                List.of(
                        "invoice.created",
                        "invoice.created",
                        "invoice.finalized",
                        "invoice.finalized",
                        "invoice.paid",
                        "invoice.paid"));
        notices.await(other, List.of("invoice.created", "invoice.finalized"));
        PaymentBooks.assertBalanced(tenant);
    }

    @Test
    void triesAgainByTheScheduleAndThenPauses() {
        // Given
        var tenant = tenants.in("UTC");
        var token = StripeTokens.of(tenant, PaymentCalls.kept(tenant));
        var invoice = PaymentCalls.issued(tenant, 900);
        StripeInTests.STRIPE.books().decline(token, true);
        var start = in(0);

        // When
        int attempts = 0;
        for (var day : List.of(0, 1, 3, 5, 7)) {
            var then = start.plus(Duration.ofDays(day));
            run(() -> dunning.by(then.minusSeconds(60)));
            assertEquals(attempts, attempts(tenant, invoice), "before day " + day);
            run(() -> dunning.by(then));
            run(() -> dunning.by(then.plus(Duration.ofMinutes(2))));
            attempts++;
            assertEquals(attempts, attempts(tenant, invoice), "on day " + day);
        }
        run(() -> dunning.by(start.plus(Duration.ofDays(30))));

        // Then
        assertEquals(5, attempts(tenant, invoice));
        Calls.get(tenant, "invoices/" + invoice).body("status", equalTo("overdue"));
        Calls.get(tenant, "subscription").body("status", equalTo("paused"));
        run(() -> dunning.by(start));
        notices.await(
                tenant,
                List.of(
                        "invoice.created",
                        "invoice.created",
                        "invoice.finalized",
                        "invoice.finalized",
                        "invoice.overdue",
                        "invoice.paid",
                        "invoice.payment_failed",
                        "invoice.payment_failed",
                        "invoice.payment_failed",
                        "invoice.payment_failed",
                        "invoice.payment_failed"));
        var mail = notices.of(tenant).stream()
                .filter(notice -> notice.name().equals("invoice.payment_failed"))
                .findFirst()
                .orElseThrow()
                .mail();
        assertTrue(Objects.requireNonNull(mail).text().contains("9.00 USD"), mail.text());
    }

    @Test
    void takesTheMoneyOnceWhenTheAnswerWasLost() {
        // Given
        var tenant = tenants.in("UTC");
        PaymentCalls.kept(tenant);
        var invoice = PaymentCalls.issued(tenant, 900);
        StripeInTests.STRIPE.trouble(Trouble.ANSWER_LOST);
        run(() -> dunning.by(in(0)));
        StripeInTests.STRIPE.trouble(Trouble.NONE);
        var payment =
                Calls.json(Calls.get(tenant, "payments?invoice=" + invoice)).getString("data[0].id");
        Calls.get(tenant, "payments/" + payment).body("state", equalTo("created"));

        // When
        Calls.own(tenant, "POST", "payments/" + payment + "/refresh", "").statusCode(200);
        run(() -> dunning.by(in(2)));

        // Then
        Calls.get(tenant, "invoices/" + invoice).body("status", equalTo("paid"));
        assertEquals(1, StripeInTests.STRIPE.books().of(payment));
        assertEquals(1, attempts(tenant, invoice));
    }

    @Test
    void letsTheWalletPayFirstIfItHoldsTheWholeAmount() {
        // Given
        var tenant = tenants.in("UTC");
        PaymentCalls.kept(tenant);
        Calls.get(tenant, "collection").body("automatic", equalTo(true)).body("wallet_first", equalTo(false));
        Calls.own(tenant, "PUT", "collection", "{\"automatic\":true,\"wallet_first\":true}")
                .statusCode(200);
        var wallet = Calls.json(Calls.send(tenant, "POST", "wallets", "{\"currency\":\"USD\"}"))
                .getString("id");
        Calls.send(
                        tenant,
                        "POST",
                        "wallets/" + wallet + "/credits",
                        "{\"amount_minor\":1000,\"kind\":\"gift\",\"reference\":\"g\"}")
                .statusCode(200);
        var first = PaymentCalls.issued(tenant, 600);
        var second = PaymentCalls.issued(tenant, 600);

        // When
        run(() -> dunning.by(in(0)));

        // Then
        var providers = List.of(provider(tenant, first), provider(tenant, second)).stream()
                .sorted()
                .toList();
        assertEquals(List.of("stripe", "wallet"), providers);
        Calls.get(tenant, "wallets/" + wallet).body("balance_minor", equalTo(400));
    }

    @Test
    void tellsOfVoidInvoicesAndOfCreditNotesAndForgetsDiscardedDrafts() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var invoice = PaymentCalls.issued(tenant, 900);
        var voided = PaymentCalls.issued(tenant, 500);
        var draft = "{\"currency\":\"USD\",\"lines\":[{\"text\":\"A draft\",\"amount_minor\":1}]}";
        var discarded =
                Calls.json(Calls.send(tenant, "POST", "invoices", draft)).getString("id");
        Calls.send(tenant, "DELETE", "invoices/" + discarded, "").statusCode(204);

        // When
        Calls.send(tenant, "POST", "invoices/" + voided + "/void", "").statusCode(200);
        Calls.send(
                        tenant,
                        "POST",
                        "invoices/" + invoice + "/credit-notes",
                        "{\"amount_minor\":400,\"reason\":\"A mistake\"}")
                .statusCode(201);
        run(() -> dunning.by(in(0)));
        run(() -> dunning.by(in(0)));

        // Then
        notices.await(
                tenant,
                List.of(
                        "credit_note.issued",
                        "invoice.created",
                        "invoice.created",
                        "invoice.finalized",
                        "invoice.finalized",
                        "invoice.voided"));
        var note = notices.of(tenant).stream()
                .filter(notice -> notice.name().equals("credit_note.issued"))
                .findFirst()
                .orElseThrow();
        assertEquals(invoice, note.facts().get("invoice"));
        assertEquals(400, note.facts().get("amount_minor"));
        assertTrue(Objects.requireNonNull(note.mail()).text().contains("A mistake"), note.toString());
        assertEquals(List.of(), notices.names(other));
    }

    /** As the scheduler does, on an event loop. */
    private static void run(Supplier<Uni<Void>> work) {
        try {
            VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    private static String provider(TenantId tenant, String invoice) {
        return Calls.json(Calls.get(tenant, "invoices/" + invoice)).getString("payment.provider");
    }

    private static int attempts(TenantId tenant, String invoice) {
        return Calls.json(Calls.get(tenant, "payments?invoice=" + invoice))
                .getList("data")
                .size();
    }

    private Instant in(int minutes) {
        return clock.instant().plusSeconds(5).plus(Duration.ofMinutes(minutes));
    }
}
