package usher.tool.invocation.record;

import java.time.Instant;
import usher.tool.argument.Prepared.Ready;
import usher.tool.invocation.endpoint.Endpoint;
import usher.tool.invocation.endpoint.InvokeTool;

/** A call that changes nothing, with arguments that are right. */
public record Look(InvokeTool wanted, Endpoint endpoint, Ready ready, Stored stored, Instant began) {}
