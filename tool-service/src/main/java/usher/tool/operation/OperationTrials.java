package usher.tool.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import usher.contracts.id.CallId;
import usher.contracts.id.ToolId;
import usher.kit.problem.Refusal;
import usher.kit.time.Ids;
import usher.tool.operation.Operations.Which;
import usher.tool.target.Call;

/** Members try operations out: as a tool would call them, but with no tool, no visitor and nothing remembered. */
@ApplicationScoped
class OperationTrials {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Operations operations;
    private final OperationCalls calls;
    private final Ids ids;
    private final InstantSource clock;

    OperationTrials(Operations operations, OperationCalls calls, Ids ids, InstantSource clock) {
        this.operations = operations;
        this.calls = calls;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<RunView> run(Which which, RunOperation wanted) {
        return operations.get(which).chain(operation -> {
            if (!operation.risk.equals(SaveOperation.READ) && !wanted.confirm()) {
                throw Refusal.invalid(
                        "/confirm", "confirmation-required", "This changes something over there: pass confirm.");
            }
            var began = clock.instant();
            return calls.call(call(which, operation.name, wanted), which.id())
                    .map(reply -> RunView.of(reply, Duration.between(began, clock.instant())));
        });
    }

    /** No tool has the id of an operation, so that nothing of a tool's is found for it. */
    private Call call(Which which, String name, RunOperation wanted) {
        var id = new CallId(ids.next());
        var context = JsonNodeFactory.instance
                .objectNode()
                .put("tenant_id", which.tenant().toString())
                .put("call_id", id.toString());
        return new Call(
                which.tenant(),
                new ToolId(which.id().value()),
                name,
                id,
                id.toString(),
                wanted.arguments(),
                context,
                TIMEOUT);
    }
}
