package usher.billing.collection;

import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.billing.payment.StripeBooks;
import usher.billing.payment.StripeInTests;
import usher.billing.payment.StripeStandIn;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

/**
 * Payers pay invoices and fill wallets, some invoices are settled by hand meanwhile, some money is given back at Stripe, some disputed; each event is
 * delivered three times, in an order drawn from a printed seed. 50 payments in each build, 1,000 with {@code -Dusher.soak=true}.
 */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class AnyOrderTest {
    private static final StripeBooks STRIPE = StripeInTests.STRIPE.books();
    private static final int PAYMENTS = Boolean.getBoolean("usher.soak") ? 1_000 : 50;
    private static final int TIMES = 3;

    private final long seed = Long.getLong("usher.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<String> deliveries = new ArrayList<>();

    @Inject
    Tenants tenants;

    @BeforeEach
    void takeStripe() {
        PaymentCalls.takeStripe();
    }

    @Test
    void eachEventHasOneEffectWhateverItsOrderAndNumber() {
        // Given
        System.out.printf("Webhooks in any order: -Dusher.seed=%d%n", seed);
        var owners = List.of(tenants.in("UTC"), tenants.in("UTC"));
        var stories = new ArrayList<Deque<Runnable>>();
        for (int n = 0; n < PAYMENTS; n++) {
            stories.add(story(owners.get(n % 2), n));
        }

        // When
        int delivered = 0;
        while (!stories.isEmpty() || !deliveries.isEmpty()) {
            int next = random.nextInt(stories.size() + deliveries.size());
            if (next < stories.size()) {
                stories.get(next).remove().run();
                stories.removeIf(Deque::isEmpty);
            } else {
                PaymentCalls.deliver(deliveries.remove(next - stories.size())).statusCode(200);
                delivered++;
            }
            owners.forEach(PaymentBooks::assertBalanced);
        }

        // Then
        owners.forEach(PaymentBooks::assertBalanced);
        owners.forEach(PaymentBooks::assertAgreesWithStripe);
        for (var owner : owners) {
            Calls.get(owner, "invoices?status=issued").body("data", hasSize(0));
            assertEquals(0, PaymentBooks.credit(owner));
        }
        System.out.printf("%d payments, %d events delivered, books balanced at each step%n", PAYMENTS, delivered);
    }

    /** What happens to one payment, in its order. */
    private Deque<Runnable> story(TenantId tenant, int number) {
        return number % 4 == 1 ? story(topUp(tenant, 1_000 + number), number) : ofInvoice(tenant, number);
    }

    private Deque<Runnable> ofInvoice(TenantId tenant, int number) {
        var invoice = PaymentCalls.issued(tenant, 1_000 + number);
        var intent =
                Calls.json(PaymentCalls.pay(tenant, invoice).statusCode(201)).getString("provider_id");
        var story = story(intent, number);
        if (number % 7 == 0) {
            story.addFirst(() -> Calls.send(
                            tenant, "POST", "invoices/" + invoice + "/mark-paid", "{\"reference\":\"by hand\"}")
                    .statusCode(200));
        }
        return story;
    }

    /** Into the tenant's own wallet, where money for invoices that were paid by hand goes as well. */
    private static String topUp(TenantId tenant, long amount) {
        Calls.send(tenant, "POST", "wallets", "{\"currency\":\"USD\"}").statusCode(oneOf(201, 409));
        var wallet = Calls.json(Calls.get(tenant, "wallets")).getString("data[0].id");
        var body = "{\"provider\":\"stripe\",\"amount_minor\":" + amount + "}";
        return Calls.json(Calls.own(tenant, "POST", "wallets/" + wallet + "/top-ups", body)
                        .statusCode(201))
                .getString("provider_id");
    }

    private Deque<Runnable> story(String intent, int number) {
        var story = new ArrayDeque<Runnable>();
        if (number % 5 == 0) {
            story.add(() -> {
                STRIPE.confirm(intent, StripeBooks.DECLINED);
                tell("payment_intent.payment_failed", "payment_intent", intent);
            });
        }
        story.add(() -> {
            STRIPE.confirm(intent, StripeBooks.VISA);
            tell("payment_intent.succeeded", "payment_intent", intent);
        });
        if (number % 3 == 0) {
            story.add(() -> givenBack(intent, 100));
            story.add(() -> givenBack(intent, 50));
        }
        if (number % 4 == 2) {
            dispute(story, intent, number % 8 == 2 ? "lost" : "won");
        }
        return story;
    }

    private void dispute(Deque<Runnable> story, String intent, String end) {
        var opened = new ArrayList<JsonObject>();
        story.add(() -> {
            opened.add(STRIPE.dispute(intent, 70));
            tell("charge.dispute.created", opened.getFirst());
        });
        story.add(() ->
                tell("charge.dispute.closed", STRIPE.judge(opened.getFirst().getString("id"), end)));
    }

    private void givenBack(String intent, long amount) {
        STRIPE.refund(intent, amount);
        tell("charge.refunded", "charge", intent);
    }

    private void tell(String type, String kind, String intent) {
        var object = new JsonObject().put("object", kind).put("id", kind.equals("charge") ? "ch_1" : intent);
        object.put("payment_intent", kind.equals("charge") ? intent : null);
        tell(type, object);
    }

    private void tell(String type, JsonObject object) {
        var event = StripeStandIn.event("evt_" + Long.toHexString(random.nextLong()), type, object)
                .encode();
        for (int time = 0; time < TIMES; time++) {
            deliveries.add(event);
        }
    }
}
