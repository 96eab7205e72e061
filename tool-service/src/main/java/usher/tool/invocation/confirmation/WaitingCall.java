package usher.tool.invocation.confirmation;

import org.jspecify.annotations.Nullable;
import usher.contracts.id.ToolId;
import usher.tool.invocation.record.Standing.Before;

/** A call that had to be confirmed. {@code sealedArguments} are there while it waits, as the model said them. */
record WaitingCall(
        Before call, @Nullable ToolId tool, @Nullable String sealedArguments) {}
