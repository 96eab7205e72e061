package usher.tool.invocation.trial;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.InvocationId;
import usher.contracts.id.MemberId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;
import usher.tool.argument.Arguments;
import usher.tool.argument.Prepared.Ready;
import usher.tool.argument.Prepared.Refused;
import usher.tool.invocation.endpoint.Calls;
import usher.tool.invocation.endpoint.Deadlines;
import usher.tool.invocation.endpoint.Endpoint;
import usher.tool.invocation.endpoint.InvokeTool;
import usher.tool.invocation.endpoint.TenantTools;
import usher.tool.invocation.execution.Answer;
import usher.tool.invocation.execution.Execution;
import usher.tool.invocation.execution.Opening.Started;
import usher.tool.invocation.execution.OutcomeView;
import usher.tool.invocation.execution.Targets;
import usher.tool.invocation.record.CallRecords;
import usher.tool.invocation.record.Ending;
import usher.tool.invocation.record.InvocationConfig;
import usher.tool.invocation.record.NewCall;
import usher.tool.invocation.record.NewCall.Asked;
import usher.tool.invocation.record.NewCall.Beginning;
import usher.tool.invocation.record.NewCall.What;
import usher.tool.invocation.record.Stored;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Rehearsal;

/**
 * Calls tools for members who want to see whether they work, whether they are switched on or not. Such a call belongs to no
 * conversation and to no effect, is free, and is in the log as a test; the member who makes it is who confirms it.
 */
@ApplicationScoped
class TestCalls {
    private final Tenancy tenancy;
    private final TenantTools tools;
    private final CallRecords records;
    private final Arguments arguments;
    private final Targets targets;
    private final Execution execution;
    private final InvocationConfig config;
    private final Ids ids;
    private final InstantSource clock;

    TestCalls(
            Tenancy tenancy,
            TenantTools tools,
            CallRecords records,
            Arguments arguments,
            Targets targets,
            Execution execution,
            InvocationConfig config,
            Ids ids,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.tools = tools;
        this.records = records;
        this.arguments = arguments;
        this.targets = targets;
        this.execution = execution;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    private record Trial(TenantId tenant, MemberId member, Endpoint endpoint, InvokeTool wanted) {}

    Uni<TestView> run(TenantId tenant, MemberId member, ToolId tool, TestTool test) {
        return tenancy.sql(tenant, connection -> tools.anyEndpoint(connection, tenant, tool))
                .chain(endpoint -> run(trial(tenant, member, endpoint, test), test.dry()));
    }

    /** The ids of the conversation are made up: targets expect some, and no conversation has them. */
    private Trial trial(TenantId tenant, MemberId member, @Nullable Endpoint endpoint, TestTool test) {
        if (endpoint == null) {
            throw Refusal.notFound();
        }
        var wanted = new InvokeTool(
                endpoint.name(),
                new CallId(ids.next()),
                new ConversationId(ids.next()),
                new MessageId(ids.next()),
                test.arguments(),
                test.identity(),
                null);
        return new Trial(tenant, member, endpoint, wanted);
    }

    private Uni<TestView> run(Trial trial, boolean dry) {
        var wanted = trial.wanted();
        return switch (arguments.prepare(trial.endpoint().parameters(), wanted.arguments(), wanted.identity())) {
            case Refused(var code, var sentence, var stored) ->
                Uni.createFrom()
                        .item(TestView.refused(view(Ending.atOnce(Failed.certainly(code, sentence, false)), null)));
            case Ready ready -> dry ? rehearse(trial, ready) : call(trial, ready);
        };
    }

    private Uni<TestView> rehearse(Trial trial, Ready ready) {
        var call = Calls.ofTest(trial.tenant(), trial.wanted(), trial.endpoint(), ready.arguments());
        return targets.rehearse(call, trial.endpoint().destination()).map(rehearsal -> switch (rehearsal) {
            case Rehearsal.Sends(var request) -> TestView.dry(request);
            case Rehearsal.Refuses(var failed) -> TestView.refused(view(Ending.atOnce(failed), null));
        });
    }

    private Uni<TestView> call(Trial trial, Ready ready) {
        var endpoint = trial.endpoint();
        var id = new InvocationId(ids.next());
        var call = Calls.ofTest(trial.tenant(), trial.wanted(), endpoint, ready.arguments());
        var stored = new Stored(id, endpoint.name(), null, null);
        var source = new Answer.Source(endpoint.name(), endpoint.destination().kind());
        return tenancy.sql(trial.tenant(), connection -> start(connection, trial, ready, id))
                .chain(() -> execution.of(trial.tenant(), new Started(stored, call, endpoint.destination(), false)))
                .map(done -> new TestView(
                        id,
                        null,
                        view(done.ending(), source),
                        done.ending().httpStatus(),
                        done.ending().attempts(),
                        done.raw()));
    }

    private Uni<Void> start(SqlConnection connection, Trial trial, Ready ready, InvocationId id) {
        var now = clock.instant();
        var endpoint = trial.endpoint();
        var confirmedBy = endpoint.reads() ? null : trial.member().toString();
        var running = new Beginning.Running(null, false, Deadlines.of(endpoint, now), confirmedBy);
        var asked = new Asked(trial.wanted().callId(), null, null);
        return records.start(
                connection, trial.tenant(), new NewCall(id, asked, What.of(endpoint), ready.stored(), running, now));
    }

    private OutcomeView view(Ending ending, Answer.@Nullable Source source) {
        return OutcomeView.of(new Answer.Ended(ending, source, false, null), config.longest());
    }
}
