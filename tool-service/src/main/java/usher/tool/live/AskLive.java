package usher.tool.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.OperationId;

/**
 * What is asked now for one question; {@code identity} holds the claims of the visitor's verified identity, absent for an
 * anonymous visitor. What has not answered within {@code timeout_ms} is left out.
 */
record AskLive(
        @NotNull @Size(min = 1, max = 3) List<@NotNull OperationId> operations,
        @NotBlank @Size(max = 32_000) String question,
        @Nullable ObjectNode identity,
        @Nullable @Size(max = 35) String locale,
        @NotNull @Min(50) @Max(5_000) Integer timeoutMs) {}
