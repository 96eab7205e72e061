package usher.tool.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import usher.tool.argument.Parameters;

/** Where and how a tenant's tool is called. */
record Endpoint(
        Parameters parameters,
        URI url,
        String sealedSecret,
        Duration timeout,
        @Nullable JsonNode config) {}
