package usher.billing.collection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.billing.payment.PayPalInTests;
import usher.billing.payment.PayPalStandIn;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

/**
 * As {@link AnyOrderTest}, with PayPal: payers agree, some of them in vain at first, invoices are settled by hand meanwhile, money is given back on
 * PayPal's pages or disputed; each event is delivered three times, in an order drawn from a printed seed. 50 payments in each build, 1,000
 * with {@code -Dusher.soak=true}.
 */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class PayPalAnyOrderTest {
    private static final PayPalStandIn PAYPAL = PayPalInTests.PAYPAL;
    private static final int PAYMENTS = Boolean.getBoolean("usher.soak") ? 1_000 : 50;
    private static final int TIMES = 3;
    private static final String DISPUTED = "0.70";

    private final long seed = Long.getLong("usher.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<String> deliveries = new ArrayList<>();

    @Inject
    Tenants tenants;

    @Inject
    InstantSource clock;

    private record Begun(TenantId tenant, String payment, String order) {
        static Begun of(TenantId tenant, JsonPath payment) {
            return new Begun(tenant, payment.getString("id"), payment.getString("provider_id"));
        }
    }

    @BeforeEach
    void takePayPal() {
        given().auth()
                .oauth2(TestTokens.platformAdmin())
                .contentType("application/json")
                .body(
                        "{\"enabled\":true,\"settings\":{\"client_id\":\"client\",\"client_secret\":\"secret\",\"webhook_id\":\""
                                + PayPalStandIn.WEBHOOK + "\"}}")
                .put(Calls.BILLING + "payment-providers/paypal")
                .then()
                .statusCode(200);
    }

    @Test
    void eachEventHasOneEffectWhateverItsOrderAndNumber() {
        // Given
        System.out.printf("PayPal's webhooks in any order: -Dusher.seed=%d%n", seed);
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
                deliver(deliveries.remove(next - stories.size()));
                delivered++;
            }
            owners.forEach(PaymentBooks::assertBalanced);
        }

        // Then
        for (var owner : owners) {
            PaymentBooks.assertBalanced(owner);
            PaymentBooks.assertAgreesWithPayPal(owner);
            Calls.get(owner, "invoices?status=issued").body("data", hasSize(0));
            Calls.get(owner, "payments?state=waiting").body("data", hasSize(0));
            assertEquals(0, PaymentBooks.credit(owner));
        }
        System.out.printf("%d payments, %d events delivered, books balanced at each step%n", PAYMENTS, delivered);
    }

    /** What happens to one payment, in its order. */
    private Deque<Runnable> story(TenantId tenant, int number) {
        if (number % 4 == 1) {
            return story(topUp(tenant, 1_000 + number), number);
        }
        var invoice = PaymentCalls.issued(tenant, 1_000 + number);
        var body = "{\"provider\":\"paypal\"}";
        var begun = Calls.json(Calls.own(tenant, "POST", "invoices/" + invoice + "/payments", body)
                .statusCode(201));
        var story = story(Begun.of(tenant, begun), number);
        if (number % 7 == 0) {
            story.addFirst(() -> Calls.send(
                            tenant, "POST", "invoices/" + invoice + "/mark-paid", "{\"reference\":\"by hand\"}")
                    .statusCode(200));
        }
        return story;
    }

    private static Begun topUp(TenantId tenant, long amount) {
        Calls.send(tenant, "POST", "wallets", "{\"currency\":\"USD\"}").statusCode(oneOf(201, 409));
        var wallet = Calls.json(Calls.get(tenant, "wallets")).getString("data[0].id");
        var body = "{\"provider\":\"paypal\",\"amount_minor\":" + amount + "}";
        return Begun.of(
                tenant,
                Calls.json(Calls.own(tenant, "POST", "wallets/" + wallet + "/top-ups", body)
                        .statusCode(201)));
    }

    private Deque<Runnable> story(Begun begun, int number) {
        var story = new ArrayDeque<Runnable>();
        if (number % 5 == 0) {
            story.add(() -> {
                PAYPAL.books().approveInVain(begun.order());
                tell("CHECKOUT.ORDER.APPROVED", new JsonObject().put("id", begun.order()));
            });
        }
        story.add(() -> {
            PAYPAL.books().approve(begun.order());
            tell("CHECKOUT.ORDER.APPROVED", new JsonObject().put("id", begun.order()));
        });
        if (number % 3 == 0) {
            story.add(() -> givenBack(begun, "1.00"));
            story.add(() -> givenBack(begun, "0.50"));
        }
        if (number % 2 == 0) {
            // What was given back before is of the same amount, and another matter.
            story.add(() -> givenBack(begun, number % 6 == 0 ? DISPUTED : "0.10"));
            story.addAll(disputed(begun, Ending.values()[number / 2 % Ending.values().length]));
        }
        return story;
    }

    /** Money that was not taken is not given back: the payer's browser has come back before. */
    private void givenBack(Begun begun, String value) {
        taken(begun);
        PAYPAL.books().refund(begun.order(), value);
        tellOfCapture("REFUNDED", begun);
    }

    private void tellOfCapture(String what, Begun begun) {
        var up = new JsonObject()
                .put("rel", "up")
                .put(
                        "href",
                        "https://api.paypal.com/v2/payments/captures/"
                                + PAYPAL.books().capture(begun.order()));
        tell("PAYMENT.CAPTURE." + what, new JsonObject().put("links", new JsonArray().add(up)));
    }

    /** How a dispute ends, and how PayPal shows the money that it moves. */
    private enum Ending {
        LOST_APART,
        LOST_LISTED,
        HELD_AND_LOST,
        HELD_AND_WON,
        WON,
        GIVEN_BACK_THERE,
        GIVEN_BACK_HERE
    }

    private List<Runnable> disputed(Begun begun, Ending ending) {
        var books = PAYPAL.books();
        boolean held = ending == Ending.HELD_AND_LOST || ending == Ending.HELD_AND_WON;
        var opened = new ArrayList<String>();
        var steps = new ArrayList<Runnable>();
        steps.add(() -> {
            taken(begun);
            var dispute = books.dispute(begun.order(), DISPUTED, held);
            opened.add(dispute.getString("dispute_id"));
            tell("CUSTOMER.DISPUTE.CREATED", dispute);
            if (held) {
                tellOfCapture("REVERSED", begun);
            }
        });
        if (ending == Ending.GIVEN_BACK_THERE) {
            steps.add(() -> givenBack(begun, DISPUTED));
        }
        if (ending == Ending.GIVEN_BACK_HERE) {
            steps.add(() -> Calls.send(
                            begun.tenant(),
                            "POST",
                            "payments/" + begun.payment() + "/refunds",
                            "{\"amount_minor\":70,\"reason\":\"To be left in peace\"}")
                    .statusCode(201));
        }
        steps.add(() -> {
            tell("CUSTOMER.DISPUTE.RESOLVED", ended(begun.order(), opened.getFirst(), ending));
            if (ending == Ending.LOST_LISTED) {
                tellOfCapture("REVERSED", begun);
            }
        });
        return steps;
    }

    private static JsonObject ended(String order, String id, Ending ending) {
        var books = PAYPAL.books();
        return switch (ending) {
            case LOST_APART -> books.lose(order, id, false);
            case LOST_LISTED, HELD_AND_LOST -> books.lose(order, id, true);
            case HELD_AND_WON, WON -> books.win(order, id);
            case GIVEN_BACK_THERE, GIVEN_BACK_HERE -> books.yield(id);
        };
    }

    private static void taken(Begun begun) {
        Calls.own(begun.tenant(), "POST", "payments/" + begun.payment() + "/refresh", "")
                .statusCode(200);
    }

    private void tell(String type, JsonObject resource) {
        var event = new JsonObject()
                .put("id", "WH-" + Long.toHexString(random.nextLong()))
                .put("event_type", type)
                .put("resource", resource)
                .encode();
        for (int time = 0; time < TIMES; time++) {
            deliveries.add(event);
        }
    }

    private void deliver(String event) {
        Map<String, String> headers = PAYPAL.sign(event, clock.instant()).entries().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        given().headers(headers)
                .contentType("application/json")
                .body(event)
                .post(Calls.BILLING + "webhooks/paypal")
                .then()
                .statusCode(200);
    }
}
