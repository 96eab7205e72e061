package usher.chat.completion;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.chat.completion.Asking.complete;
import static usher.chat.completion.Asking.question;
import static usher.chat.completion.Asking.with;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.chat.limit.TestEntitlements;
import usher.contracts.event.Limit;
import usher.contracts.event.Limit.Period;
import usher.contracts.event.Metric;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants.TestTenant;

/** The holes that budgets of other gateways have, tried on the OpenAI-compatible surface. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class CompletionBudgetTest {
    private static final long BUDGET = 600;
    private static final int LONG_ANSWER = 1200;

    @Inject
    Tenancy tenancy;

    private final StandIn provider = new StandIn();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void boundsAnAnswerWhoseMaxTokensIsMissing() {
        provider.says("Fine.");

        complete(tenant(), question("Hi")).statusCode(200);

        assertTrue(maxTokens() < 1000, "asked for " + maxTokens());
    }

    @Test
    void boundsAnAnswerWhoseMaxTokensIsAbsurd() {
        provider.says("Fine.");

        complete(tenant(), with(question("Hi"), "max_tokens", 999_999_999)).statusCode(200);

        assertTrue(maxTokens() < 1000, "asked for " + maxTokens());
    }

    @Test
    void countsCompletionsThatBreakOffAndRefusesWhenTheBudgetIsGone() {
        var tenant = tenant();
        var other = tenant();
        int broken = 0;
        while (broken < 50) {
            provider.breaksOffAfter("x".repeat(LONG_ANSWER));
            int status =
                    complete(tenant, question("Question " + broken)).extract().statusCode();
            if (status == 402) {
                break;
            }
            assertEquals(502, status);
            broken++;
        }

        complete(tenant, question("One more")).statusCode(402).body("error.type", equalTo("budget_exceeded"));
        assertTrue(broken >= 2 && broken < 50, broken + " answers broke");
        assertTrue(metered(tenant.id()) > BUDGET / 2, "metered " + metered(tenant.id()));
        assertEquals(0, metered(other.id()));
    }

    @Test
    void refusesAModelWhosePriceIsUnknown() {
        var tenant = tenant();
        tenancy.sql(
                        tenant.id(),
                        connection -> connection
                                .preparedQuery("update model_choice set model = 'nobody-knows' where tenant_id = $1")
                                .execute(Tuple.of(tenant.id().value())))
                .await()
                .atMost(Duration.ofSeconds(10));

        complete(tenant, question("Hi")).statusCode(422).body("error.code", equalTo("model_price_unknown"));

        assertEquals(0, provider.requests.size());
    }

    private TestTenant tenant() {
        var tenant = provider.tenant();
        TestEntitlements.announce(2, tenant.id(), new Limit(Metric.COST, BUDGET, Period.MONTH, true));
        return tenant;
    }

    private int maxTokens() {
        var sent = provider.requests.element();
        return Integer.parseInt(sent.replaceAll("(?s).*\"max_(completion_)?tokens\":(\\d+).*", "$2"));
    }

    private long metered(TenantId tenant) {
        return tenancy.sql(
                        tenant,
                        connection -> connection
                                .preparedQuery(
                                        "select coalesce(sum(cost_micros), 0)::bigint from model_use where tenant_id = $1")
                                .execute(Tuple.of(tenant.value()))
                                .map(rows -> rows.iterator().next().getLong(0)))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
