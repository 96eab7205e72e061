package usher.tool.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.BiFunction;
import usher.contracts.id.OperationId;
import usher.tool.argument.Arguments;
import usher.tool.integration.connector.Connectors;
import usher.tool.target.Call;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;
import usher.tool.target.Rehearsal;
import usher.tool.target.Rehearsal.Refuses;
import usher.tool.target.Reply;

/** Calls operations: for tools, and for members who try one out. */
@ApplicationScoped
public class OperationCalls {
    private static final Failed UNAVAILABLE = Failed.certainly(
            "integration-unavailable", "What stands behind this tool is not there or switched off.", false);
    private static final String AMBIGUOUS = "Two of the arguments stand for the same parameter.";

    private final PreparedOperations operations;
    private final Connectors connectors;
    private final Arguments arguments;
    private final ResultCache cache;

    OperationCalls(PreparedOperations operations, Connectors connectors, Arguments arguments, ResultCache cache) {
        this.operations = operations;
        this.connectors = connectors;
        this.arguments = arguments;
        this.cache = cache;
    }

    public Uni<Reply> call(Call call, OperationId operation) {
        return operations
                .find(call.tenant(), operation, call.tool())
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(new Reply(UNAVAILABLE, 0, null))
                        : call(call, found.get()));
    }

    /** An operation that only reads, asked now: nothing that was remembered is given, and nothing is remembered. */
    public Uni<Reply> fresh(Call call, OperationId operation) {
        return operations
                .find(call.tenant(), operation, call.tool())
                .chain(found -> found.isEmpty() || !found.get().operation().reads()
                        ? Uni.createFrom().item(new Reply(UNAVAILABLE, 0, null))
                        : checked(call, found.get(), this::send));
    }

    /** As above, unless the operation does not take all that is said: what would be left out may be what the question is about. */
    public Uni<Reply> exactly(Call call, OperationId operation) {
        return operations
                .find(call.tenant(), operation, call.tool())
                .chain(found -> found.isEmpty()
                                || !found.get().operation().reads()
                                || !found.get().takesAll(call.arguments())
                        ? Uni.createFrom().item(new Reply(UNAVAILABLE, 0, null))
                        : checked(call, found.get(), this::send));
    }

    /** What a call would send, without sending it. */
    public Uni<Rehearsal> rehearse(Call call, OperationId operation) {
        return operations
                .find(call.tenant(), operation, call.tool())
                .map(found -> found.isEmpty() ? new Refuses(UNAVAILABLE) : rehearse(call, found.get()));
    }

    private Rehearsal rehearse(Call call, Prepared prepared) {
        var given = prepared.arguments(call.arguments());
        var fault = fault(prepared, given);
        return fault.isPresent()
                ? new Refuses(fault.get())
                : connectors.rehearse(prepared.link(), prepared.operation(), with(call, given.orElseThrow()));
    }

    private Optional<Failed> fault(Prepared prepared, Optional<ObjectNode> given) {
        return given.map(known -> arguments.fault(prepared.parameters(), known))
                .orElse(Optional.of(AMBIGUOUS))
                .map(sentence -> Failed.certainly("arguments-invalid", sentence, false));
    }

    private Uni<Reply> call(Call call, Prepared prepared) {
        return checked(call, prepared, prepared.cacheable() ? this::remembered : this::send);
    }

    private Uni<Reply> checked(Call call, Prepared prepared, BiFunction<Call, Prepared, Uni<Reply>> ask) {
        var given = prepared.arguments(call.arguments());
        var fault = fault(prepared, given);
        if (fault.isPresent()) {
            return Uni.createFrom().item(new Reply(fault.get(), 0, null));
        }
        return ask.apply(with(call, given.orElseThrow()), prepared);
    }

    private Uni<Reply> remembered(Call call, Prepared prepared) {
        var key = ResultCache.key(prepared, call.arguments());
        return cache.find(key)
                .chain(known -> known.isPresent()
                        ? Uni.createFrom().item(new Reply(new Succeeded(known.get(), null), 0, null))
                        : send(call, prepared).call(reply -> cache.keep(key, reply, prepared.life())));
    }

    private Uni<Reply> send(Call call, Prepared prepared) {
        return connectors.call(prepared.link(), prepared.operation(), call);
    }

    static Call with(Call call, ObjectNode arguments) {
        return new Call(
                call.tenant(),
                call.tool(),
                call.name(),
                call.id(),
                call.key(),
                arguments,
                call.context(),
                call.timeout(),
                call.repeatable());
    }
}
