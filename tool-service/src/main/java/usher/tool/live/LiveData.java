package usher.tool.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
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
import usher.tool.direct.DirectLog;
import usher.tool.direct.DirectLog.Look;
import usher.tool.integration.ObjectColumn;
import usher.tool.live.LiveAnswers.LiveAnswer;
import usher.tool.operation.OperationCalls;
import usher.tool.target.Call;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;
import usher.tool.target.Reply;

/**
 * Asks operations for one question, side by side. Whatever does not come of it in time is left out; of what does come nothing
 * is kept: the log of calls says that it was asked and how that went.
 */
@ApplicationScoped
class LiveData {
    private static final Logger LOG = Logger.getLogger(LiveData.class);
    private static final Duration LOG_PATIENCE = Duration.ofMillis(250);
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
    private final DirectLog log;
    private final Ids ids;
    private final InstantSource clock;

    LiveData(Tenancy tenancy, OperationCalls operations, DirectLog log, Ids ids, InstantSource clock) {
        this.tenancy = tenancy;
        this.operations = operations;
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    private record Source(OperationId operation, String name, ObjectNode saved) {}

    /** What a source gave, and what the log is told of it; neither when it was not asked. */
    private record Told(Optional<Look> look, Optional<LiveAnswer> answer) {
        static final Told NOTHING = new Told(Optional.empty(), Optional.empty());
    }

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
                    .call(told -> note(tenant, told))
                    .map(told -> told.stream()
                            .flatMap(each -> each.answer().stream())
                            .toList());
        });
    }

    /** An answer does not go without what was asked for it because the log is away or slow. */
    private Uni<Void> note(TenantId tenant, List<Told> told) {
        var looks = told.stream().flatMap(each -> each.look().stream()).toList();
        return log.live(tenant, looks)
                .ifNoItem()
                .after(LOG_PATIENCE)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "What was asked for an answer is not in the log tenant=%s cause=%s",
                        tenant, failure.toString()))
                .onFailure()
                .recoverWithNull();
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

    private Uni<Told> ask(TenantId tenant, Source source, AskLive wanted) {
        var arguments = arguments(source.saved(), wanted.question(), wanted.identity());
        if (arguments.isEmpty()) {
            return Uni.createFrom().item(Told.NOTHING);
        }
        var patience = Duration.ofMillis(wanted.timeoutMs());
        var began = clock.instant();
        return operations
                .fresh(call(tenant, source, wanted, arguments.get(), patience), source.operation())
                .map(reply -> told(source, began, reply))
                .ifNoItem()
                .after(patience.plus(GRACE))
                .recoverWithItem(() -> none(source, began, "late", null))
                .onFailure()
                .recoverWithItem(failure -> none(source, began, "failed", null));
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

    private Told told(Source source, Instant began, Reply reply) {
        return switch (reply.outcome()) {
            case Succeeded(var result, var display)
            when result.toString().length() <= LONGEST ->
                new Told(
                        Optional.of(look(source, began, null, reply)),
                        Optional.of(new LiveAnswer(source.operation(), result, clock.instant())));
            case Succeeded tooLong -> none(source, began, "too-long", reply);
            case Failed failed -> none(source, began, failed.code(), reply);
        };
    }

    private Told none(Source source, Instant began, String code, @Nullable Reply reply) {
        LOG.debugf("A source gave nothing operation=%s code=%s", source.operation(), code);
        return new Told(Optional.of(look(source, began, code, reply)), Optional.empty());
    }

    private Look look(Source source, Instant began, @Nullable String code, @Nullable Reply reply) {
        return new Look(
                source.name(),
                shown(source.saved()),
                began,
                Duration.between(began, clock.instant()),
                reply == null ? 1 : reply.attempts(),
                reply == null ? null : reply.httpStatus(),
                code,
                null);
    }

    /** That the question and an identity were given may be known; neither of them is kept. */
    private static ObjectNode shown(ObjectNode saved) {
        ObjectNode shown = saved.get("arguments").deepCopy();
        if (saved.hasNonNull("question")) {
            shown.put(saved.get("question").textValue(), "[question]");
        }
        saved.path("identity").properties().forEach(claim -> shown.put(claim.getKey(), "[identity]"));
        return shown;
    }
}
