package usher.tool.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.OperationId;

/**
 * How a tenant shall use a tool, whole: called at a {@code url}, or an {@code operation} of one of its integrations, whose
 * parameters {@code arguments} names where they are called otherwise than the tool's, for example
 * {@code {"order": "order_number"}}. {@code timeout_ms} covers a call with all its attempts, 30 seconds unless said;
 * {@code config} is sent along with every call, for endpoints that serve several tenants.
 */
record ConnectTool(
        @NotNull Boolean enabled,
        @Nullable @Size(max = 2_000) String url,
        @Nullable OperationId operation,

        @Nullable @Size(max = 50)
        Map<@Pattern(regexp = NAME) String, @NotNull @Pattern(regexp = NAME) String> arguments,

        @Nullable @Min(100) @Max(120_000) Integer timeoutMs,
        @Nullable ObjectNode config) {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_.-]{0,63}";
}
