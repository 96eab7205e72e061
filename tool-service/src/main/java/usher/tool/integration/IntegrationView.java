package usher.tool.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.IntegrationId;
import usher.tool.integration.connector.IntegrationKind;

/**
 * An integration as a tenant's people see it: {@code credentials} are the names of those it has. {@code status} is untested,
 * working or failing; {@code test_sentence} is what the other side said of itself, or what went wrong, by {@code test_code}.
 */
record IntegrationView(
        IntegrationId id,
        IntegrationKind kind,
        String name,
        boolean enabled,
        ObjectNode settings,
        List<String> credentials,
        String status,
        @Nullable Instant testedAt,
        @Nullable String testCode,
        @Nullable String testSentence,
        Instant createdAt,
        Instant updatedAt) {
    static IntegrationView of(Integration integration) {
        return new IntegrationView(
                new IntegrationId(integration.key.id()),
                integration.kind(),
                integration.name,
                integration.enabled,
                integration.settings,
                List.copyOf(integration.credentials()),
                integration.status,
                integration.testedAt,
                integration.testCode,
                integration.testSentence,
                integration.createdAt,
                integration.updatedAt);
    }
}
