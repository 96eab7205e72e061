package usher.tool.invocation;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.ToolServer;
import usher.tool.Tools;

/** An effect of which nobody knows whether it has happened is asked for by one key alone, until somebody knows. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class UncertainEffectTest {
    private static final ToolServer SHOP = new ToolServer();

    private final Cancellations cancellations = Cancellations.at(SHOP);
    private final TenantId tenant = cancellations.tenant();

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void goesOutWithTheSameKeyInAnyTurnWhileNobodyKnowsWhatItDid() {
        // Given
        var call = cancellations.silentFor(2, "{\"done\":true}");
        Tools.invoke(tenant, call).body("error.code", equalTo("tool-timeout")).body("error.uncertain", equalTo(true));

        // When
        Tools.invoke(tenant, Tools.again(call)).body("error.uncertain", equalTo(true));
        var third = Tools.invoke(tenant, Tools.inALaterTurn(call));

        // Then
        third.body("result.done", equalTo(true)).body("repeated", nullValue());
        assertEquals(3, cancellations.requests());
        assertEquals(1, cancellations.keys().size());
        assertNotEquals(call.getString("call_id"), cancellations.keys().getFirst());
    }

    @Test
    void isNeverAskedAgainOfATargetThatWouldNotKnowIt() {
        // Given
        var call = cancellations.silentFor(9, "");
        cancellations.keyless(call);
        Tools.invoke(tenant, call).body("error.code", equalTo("tool-timeout"));

        // When
        var again = Tools.invoke(tenant, Tools.again(call));

        // Then
        again.body("error.code", equalTo("outcome-unknown")).body("error.uncertain", equalTo(true));
        Tools.invoke(tenant, Tools.inALaterTurn(call)).body("error.code", equalTo("outcome-unknown"));
        assertEquals(1, cancellations.requests());
    }

    @Test
    void isNotRepeatedByItselfForATargetThatWouldNotKnowIt() {
        var call =
                cancellations.answered((request, number) -> request.connection().close());
        cancellations.keyless(call);

        Tools.invoke(tenant, call).body("error.uncertain", equalTo(true));

        assertEquals(1, cancellations.requests());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 409})
    void beginsAnewAtOnceWhenItWasCertainlyNotDone(int status) {
        var call = cancellations.answered((request, number) ->
                request.response().setStatusCode(number == 1 ? status : 200).end("{}"));

        Tools.invoke(tenant, call).body("error.code", equalTo("tool-status")).body("error.uncertain", equalTo(false));
        Tools.invoke(tenant, Tools.again(call)).body("state", equalTo("succeeded"));

        assertEquals(2, cancellations.keys().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429})
    void isNotTakenForUndoneBecauseALaterAttemptWasTurnedAway(int status) {
        // Given
        var call = cancellations.answered((request, number) -> {
            if (number > 1) {
                boolean last = number == (status == 403 ? 3 : 5);
                request.response().setStatusCode(last ? 200 : status).end("{}");
            }
        });
        Tools.invoke(tenant, call).body("error.code", equalTo("tool-timeout"));

        // When
        var turnedAway = Tools.invoke(tenant, Tools.again(call));

        // Then
        turnedAway.body("error.code", equalTo("tool-status")).body("error.uncertain", equalTo(true));
        Tools.invoke(tenant, Tools.inALaterTurn(call)).body("state", equalTo("succeeded"));
        assertEquals(1, cancellations.keys().size());
    }

    @Test
    void believesATargetThatSaysItself() {
        var call = cancellations.silentFor(
                1, "{\"error\": {\"code\": \"too-late\", \"message\": \"It has been shipped.\"}}");
        Tools.invoke(tenant, call).body("error.code", equalTo("tool-timeout"));

        Tools.invoke(tenant, Tools.again(call))
                .body("error.code", equalTo("too-late"))
                .body("error.uncertain", equalTo(false));
        Tools.invoke(tenant, Tools.again(call)).body("error.code", equalTo("too-late"));

        assertEquals(2, cancellations.keys().size());
    }
}
