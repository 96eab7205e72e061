package usher.chat.approval;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import usher.chat.turn.TurnAnswer;
import usher.contracts.id.CallId;

/** What came of a decision, and the answer that tells the visitor of it. */
@Schema(description = "state is succeeded, failed or declined; answer is what the visitor is told.")
record DecidedView(CallId call, String state, TurnAnswer answer) {}
