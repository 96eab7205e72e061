package usher.tool.invocation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.tool.allowance.CallLimits;
import usher.tool.invocation.confirmation.Confirmations;
import usher.tool.invocation.confirmation.DecideCall;
import usher.tool.invocation.effect.CallState;
import usher.tool.invocation.effect.Telling;
import usher.tool.invocation.endpoint.InvokeTool;
import usher.tool.invocation.execution.Answer;
import usher.tool.invocation.execution.Execution;
import usher.tool.invocation.execution.Opening;
import usher.tool.invocation.execution.Opening.Over;
import usher.tool.invocation.execution.Opening.Started;
import usher.tool.invocation.record.Ending;

/** Runs tools. Nothing is held open in the database while a tool is working. */
@ApplicationScoped
class InvocationService {
    private final CallLimits limits;
    private final Looks looks;
    private final CallBook book;
    private final Confirmations confirmations;
    private final Execution execution;
    private final Telling telling;

    InvocationService(
            CallLimits limits,
            Looks looks,
            CallBook book,
            Confirmations confirmations,
            Execution execution,
            Telling telling) {
        this.limits = limits;
        this.looks = looks;
        this.book = book;
        this.confirmations = confirmations;
        this.execution = execution;
        this.telling = telling;
    }

    /** Where the plan has no room for a new call, it may still be one that came before: the book knows. */
    Uni<Answer> run(TenantId tenant, InvokeTool wanted) {
        return telling.settled(wanted.conversation())
                .chain(() -> limits.refusal(tenant))
                .chain(refusal -> looked(tenant, wanted, refusal)
                        .chain(answer -> answer == null
                                ? open(tenant, wanted, refusal)
                                : Uni.createFrom().item(answer)));
    }

    private Uni<@Nullable Answer> looked(TenantId tenant, InvokeTool wanted, Optional<Refusal> refusal) {
        return refusal.isEmpty() ? looks.make(tenant, wanted) : Uni.createFrom().nullItem();
    }

    private Uni<Answer> open(TenantId tenant, InvokeTool wanted, Optional<Refusal> refusal) {
        return book.open(tenant, wanted, refusal).chain(opening -> proceed(tenant, opening));
    }

    /** The visitor has said yes or no to a call that waits. */
    Uni<Answer> decide(TenantId tenant, CallId call, DecideCall said) {
        return telling.settled(said.conversation())
                .chain(() -> confirmations.decide(tenant, call, said))
                .chain(opening -> proceed(tenant, opening));
    }

    private Uni<Answer> proceed(TenantId tenant, Opening opening) {
        return switch (opening) {
            case Over(Answer answer) -> Uni.createFrom().item(answer);
            case Started started -> execution.of(tenant, started).map(done -> answer(started, done.ending()));
        };
    }

    /** That a success was told has to be noted, or it would be told again; every other outcome is judged by what it says. */
    private static Answer answer(Started started, Ending ending) {
        var news = ending.state() == CallState.SUCCEEDED ? started.stored().episode() : null;
        var source =
                new Answer.Source(started.call().name(), started.destination().kind());
        return new Answer.Ended(ending, source, false, news);
    }
}
