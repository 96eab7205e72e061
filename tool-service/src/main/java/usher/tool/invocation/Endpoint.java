package usher.tool.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import usher.tool.argument.Parameters;
import usher.tool.target.Destination;

/** Where and how a tenant's tool is called. */
record Endpoint(
        Parameters parameters,
        Destination destination,
        Duration timeout,
        @Nullable JsonNode config) {}
