package usher.tool.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.contracts.id.CallId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.tool.target.Call;

class OperationCallsTest {
    /** Whether a target may get a call twice must not be forgotten on the way to it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void changesNothingOfACallButItsArguments(boolean repeatable) {
        // Given
        var given = JsonNodeFactory.instance.objectNode().put("order", "17");
        var renamed = JsonNodeFactory.instance.objectNode().put("order_number", "17");
        var call = new Call(
                new TenantId(UUID.randomUUID()),
                new ToolId(UUID.randomUUID()),
                "cancel_order",
                new CallId(UUID.randomUUID()),
                "key-1",
                given,
                JsonNodeFactory.instance.objectNode().put("locale", "en"),
                Duration.ofSeconds(7),
                repeatable);

        // When
        var asked = OperationCalls.with(call, renamed);

        // Then
        assertEquals(renamed, asked.arguments());
        assertEquals(call, OperationCalls.with(asked, given));
    }
}
