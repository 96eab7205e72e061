package usher.tool.stock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.OperationId;

/**
 * A watch as it shall be, whole. An article is a {@code sku} of a shop, or an {@code operation} of the integration that reads,
 * with its {@code arguments} and the JSON pointer (RFC 6901) to the {@code quantity} in its result: a number, or true or false
 * where nobody counts. It is low at {@code low_at} pieces, 0 unless said, which is never. It is looked at every 15 minutes
 * unless said otherwise, and after a notice there is none for {@code quiet_minutes}, 60 unless said.
 */
record SaveWatch(
        @NotNull IntegrationId integration,
        @NotBlank @Size(max = 100) String name,

        @Nullable @Pattern(regexp = "[A-Za-z0-9._/ -]{1,64}")
        String sku,

        @Nullable OperationId operation,
        @Nullable ObjectNode arguments,
        @Nullable @Size(max = 200) String quantity,
        @Min(0) @Max(1_000_000) Integer lowAt,
        @Min(5) @Max(1_440) Integer everyMinutes,
        @Min(15) @Max(10_080) Integer quietMinutes,
        Boolean enabled) {
    SaveWatch(
            IntegrationId integration,
            String name,
            @Nullable String sku,
            @Nullable OperationId operation,
            @Nullable ObjectNode arguments,
            @Nullable String quantity,
            @Nullable Integer lowAt,
            @Nullable Integer everyMinutes,
            @Nullable Integer quietMinutes,
            @Nullable Boolean enabled) {
        this.integration = integration;
        this.name = name;
        this.sku = sku;
        this.operation = operation;
        this.arguments = arguments;
        this.quantity = quantity;
        this.lowAt = lowAt == null ? 0 : lowAt;
        this.everyMinutes = everyMinutes == null ? 15 : everyMinutes;
        this.quietMinutes = quietMinutes == null ? 60 : quietMinutes;
        this.enabled = enabled == null || enabled;
    }
}
