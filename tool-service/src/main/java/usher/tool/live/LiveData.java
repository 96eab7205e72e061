package usher.tool.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;
import usher.tool.integration.ObjectColumn;
import usher.tool.live.LiveAnswers.LiveAnswer;
import usher.tool.operation.OperationCalls;
import usher.tool.target.Call;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;
import usher.tool.target.Reply;

/**
 * Asks operations for one question, side by side. Whatever does not come of it in time is left out; of what does come nothing
 * is kept, and of what does not only its code is logged.
 */
@ApplicationScoped
class LiveData {
    private static final Logger LOG = Logger.getLogger(LiveData.class);
    private static final int LONGEST = 32_768;
    /** So that whoever is asked is seen to be late, and is left alone for a while when that goes on. */
    private static final Duration GRACE = Duration.ofMillis(50);

    private static final String FIND = """
            select l.operation_id, l.source, o.name
              from live_source l join operation o on o.tenant_id = l.tenant_id and o.id = l.operation_id
             where l.tenant_id = $1 and l.operation_id = any($2) and o.status = 'active' and o.risk = 'read'
            """;

    private final Tenancy tenancy;
    private final OperationCalls operations;
    private final Ids ids;
    private final InstantSource clock;

    LiveData(Tenancy tenancy, OperationCalls operations, Ids ids, InstantSource clock) {
        this.tenancy = tenancy;
        this.operations = operations;
        this.ids = ids;
        this.clock = clock;
    }

    private record Source(OperationId operation, String name, ObjectNode saved) {}

    Uni<List<LiveAnswer>> ask(TenantId tenant, AskLive wanted) {
        return find(tenant, wanted.operations()).chain(sources -> {
            if (sources.isEmpty()) {
                return Uni.createFrom().item(List.of());
            }
            var asked =
                    sources.stream().map(source -> ask(tenant, source, wanted)).toList();
            return Uni.join()
                    .all(asked)
                    .andCollectFailures()
                    .map(answers -> answers.stream().flatMap(Optional::stream).toList());
        });
    }

    private Uni<List<Source>> find(TenantId tenant, List<OperationId> wanted) {
        var operations = wanted.stream().map(OperationId::value).toArray(UUID[]::new);
        return tenancy.sql(
                        tenant,
                        connection -> connection.preparedQuery(FIND).execute(Tuple.of(tenant.value(), operations)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Source(
                                new OperationId(row.getUUID("operation_id")),
                                row.getString("name"),
                                ObjectColumn.read(row.getString("source"))))
                        .sorted(Comparator.comparingInt(source -> wanted.indexOf(source.operation())))
                        .toList());
    }

    private Uni<Optional<LiveAnswer>> ask(TenantId tenant, Source source, AskLive wanted) {
        var arguments = arguments(source.saved(), wanted.question(), wanted.identity());
        if (arguments.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        var patience = Duration.ofMillis(wanted.timeoutMs());
        return operations
                .fresh(call(tenant, source, wanted, arguments.get(), patience), source.operation())
                .map(reply -> answer(source, reply))
                .ifNoItem()
                .after(patience.plus(GRACE))
                .recoverWithItem(() -> none(source, "late"))
                .onFailure()
                .recoverWithItem(failure -> none(source, failure.getClass().getSimpleName()));
    }

    /** Nothing when the visitor's identity lacks a claim that is needed. */
    private static Optional<ObjectNode> arguments(ObjectNode saved, String question, @Nullable ObjectNode identity) {
        ObjectNode arguments = saved.get("arguments").deepCopy();
        if (saved.hasNonNull("question")) {
            arguments.put(saved.get("question").textValue(), question);
        }
        for (var claim : saved.path("identity").properties()) {
            var value = identity == null ? null : identity.get(claim.getValue().textValue());
            if (value == null || value.isNull()) {
                return Optional.empty();
            }
            arguments.set(claim.getKey(), value);
        }
        return Optional.of(arguments);
    }

    /** No tool has the id of an operation, so that nothing of a tool's is found for it. */
    private Call call(TenantId tenant, Source source, AskLive wanted, ObjectNode arguments, Duration timeout) {
        var id = new CallId(ids.next());
        var context = JsonNodeFactory.instance
                .objectNode()
                .put("tenant_id", tenant.toString())
                .put("call_id", id.toString());
        if (wanted.locale() != null) {
            context.put("locale", wanted.locale());
        }
        var tool = new ToolId(source.operation().value());
        return new Call(tenant, tool, source.name(), id, id.toString(), arguments, context, timeout);
    }

    private Optional<LiveAnswer> answer(Source source, Reply reply) {
        return switch (reply.outcome()) {
            case Succeeded(var result, var display)
            when result.toString().length() <= LONGEST ->
                Optional.of(new LiveAnswer(source.operation(), result, clock.instant()));
            case Succeeded tooLong -> none(source, "too-long");
            case Failed failed -> none(source, failed.code());
        };
    }

    private static Optional<LiveAnswer> none(Source source, String code) {
        LOG.debugf("A source gave nothing operation=%s code=%s", source.operation(), code);
        return Optional.empty();
    }
}
