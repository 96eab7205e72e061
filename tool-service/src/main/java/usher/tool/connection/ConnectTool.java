package usher.tool.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant shall use a tool, whole. {@code timeout_ms} covers a call with all its attempts, 30 seconds unless said;
 * {@code config} is sent along with every call, for endpoints that serve several tenants.
 */
record ConnectTool(
        @NotNull Boolean enabled,
        @NotBlank @Size(max = 2_000) String url,
        @Nullable @Min(100) @Max(120_000) Integer timeoutMs,
        @Nullable ObjectNode config) {}
