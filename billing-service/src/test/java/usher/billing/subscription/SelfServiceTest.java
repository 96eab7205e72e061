package usher.billing.subscription;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.billing.closing.Forecasts;
import usher.billing.plan.Plans;
import usher.billing.subscription.SubscriptionConfig.SelfService;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class SelfServiceTest {
    private static final ChoosePlan STARTER = new ChoosePlan("starter", 1, null, null);
    private static final ChoosePlan FREE = new ChoosePlan("free", 1, null, null);

    @Inject
    Tenants tenants;

    @Inject
    SubscriptionService subscriptions;

    @Inject
    Plans plans;

    @Inject
    Tenancy tenancy;

    @Inject
    Overuse overuse;

    @Inject
    Forecasts forecasts;

    @Inject
    InstantSource clock;

    private TenantId tenant;
    private TenantId approved;

    @BeforeEach
    void know() {
        tenant = tenants.in("UTC");
        approved = tenants.in("UTC");
    }

    @Test
    void leavesPlansThatCostMoneyToWhomThePlatformHasApproved() throws Throwable {
        var moves = moves(SelfService.FREE);

        var refusal = assertThrows(Refusal.class, () -> run(() -> moves.choose(tenant, STARTER, false, "test")));
        run(() -> subscriptions.approve(approved, true));

        assertEquals("payment-required", refusal.code());
        assertEquals(402, refusal.status());
        run(() -> moves.choose(approved, STARTER, false, "test"));
        run(() -> moves.choose(tenant, FREE, false, "test"));
        run(() -> moves.choose(tenant, STARTER, true, "test"));
        run(() -> moves(SelfService.ANY).choose(tenant, STARTER, false, "test"));
        Calls.get(approved, "subscription").body("plan", equalTo("starter"));
    }

    @Test
    void asksWhoCanPayForNoApproval() throws Throwable {
        run(() -> moves(SelfService.FREE, true).choose(tenant, STARTER, false, "test"));

        Calls.get(tenant, "subscription").body("plan", equalTo("starter")).body("approved", equalTo(false));
    }

    @Test
    void isApprovedByThePlatformAlone() {
        Calls.own(tenant, "PUT", "subscription/approval", "{\"approved\":true}").statusCode(403);
        Calls.send(tenant, "PUT", "subscription/approval", "{}").statusCode(400);
        Calls.send(tenant, "PUT", "subscription/approval", "{\"approved\":true}")
                .statusCode(200)
                .body("approved", equalTo(true));
        Calls.get(approved, "subscription").body("approved", equalTo(false));
    }

    private static void run(Supplier<Uni<Standing>> work) throws Throwable {
        VertxContextSupport.subscribeAndAwait(work);
    }

    private Moves moves(SelfService mode) {
        return moves(mode, false);
    }

    private Moves moves(SelfService mode, boolean pays) {
        var config = new SubscriptionConfig() {
            @Override
            public SelfService selfService() {
                return mode;
            }

            @Override
            public String payUrl() {
                return "/admin/billing";
            }
        };
        return new Moves(
                subscriptions,
                plans,
                tenancy,
                overuse,
                forecasts,
                any -> Uni.createFrom().item(pays),
                clock,
                config);
    }
}
