package usher.e2e.standin;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import usher.e2e.standin.Ledger.Entry;
import usher.e2e.standin.Ledger.Outcome;
import usher.e2e.standin.dialect.Dialect;
import usher.e2e.standin.dialect.Reply;

/** One request being answered: sends the plan's frames, and writes to the ledger, once, what was really sent. */
final class Exchange {

    private final Vertx vertx;
    private final Ledger ledger;
    private final HttpServerResponse response;
    private final Dialect dialect;
    private final String key;
    private final Reply reply;
    private final Plan plan;
    private int sent;
    private boolean begun;
    private boolean over;

    /** Who asks and how; {@code id} is the answer's. */
    record Asked(
            HttpServerResponse response, Dialect dialect, ChatRequest request, String key, String id, long created) {}

    Exchange(Vertx vertx, Ledger ledger, Asked asked, Plan plan) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.response = asked.response();
        this.dialect = asked.dialect();
        this.key = asked.key();
        this.plan = plan;
        this.reply = reply(asked, plan);
    }

    private static Reply reply(Asked asked, Plan plan) {
        int completion = plan.uses().isEmpty() ? plan.pieces().size() : TokenCount.ofCalls(plan.uses());
        var usage = new Reply.Usage(TokenCount.ofPrompt(asked.request()), plan.cached(), completion, plan.thoughts());
        return new Reply(
                asked.id(), asked.created(), asked.request(), plan.pieces(), plan.uses(), plan.finish(), usage);
    }

    void begin() {
        response.closeHandler(gone -> over(Outcome.ABANDONED));
        after(plan.stall(), reply.request().streams() ? this::stream : this::answer);
    }

    private void answer() {
        begun = true;
        if (plan.stop() != null) {
            stop(plan.stop());
            return;
        }
        sent = plan.pieces().size();
        response.putHeader("content-type", "application/json");
        over(Outcome.ANSWERED);
        response.end(dialect.whole(reply));
    }

    private void stream() {
        begun = true;
        response.putHeader("content-type", dialect.streamType()).setChunked(true);
        var frames = dialect.stream(reply);
        if (plan.pause().isZero()) {
            streamAtOnce(frames);
        } else {
            if (!frames.lead().isEmpty()) {
                response.write(frames.lead());
            }
            after(plan.pause(), () -> trickle(frames, 0));
        }
    }

    private void streamAtOnce(Dialect.Frames frames) {
        int end = stop(frames);
        sent = tokensIn(end);
        var all = Buffer.buffer(frames.lead());
        frames.tokens().subList(0, end).forEach(all::appendString);
        if (plan.stop() != null) {
            var stop = plan.stop();
            response.write(all).onComplete(written -> stop(stop));
            return;
        }
        over(Outcome.ANSWERED);
        response.end(all.appendString(frames.end()));
    }

    private void trickle(Dialect.Frames frames, int next) {
        if (over) {
            return;
        }
        var stop = plan.stop();
        if (stop != null && next >= stop(frames)) {
            stop(stop);
        } else if (next == frames.tokens().size()) {
            over(Outcome.ANSWERED);
            response.end(frames.end());
        } else {
            response.write(frames.tokens().get(next));
            sent = tokensIn(next + 1);
            after(plan.pause(), () -> trickle(frames, next + 1));
        }
    }

    /** How many of the tokens' frames are sent. */
    private int stop(Dialect.Frames frames) {
        var stop = plan.stop();
        return stop == null ? frames.tokens().size() : Math.min(frames.tokens().size(), stop.tokens());
    }

    private int tokensIn(int frames) {
        return plan.uses().isEmpty() ? frames : 0;
    }

    /** A stream that hangs is over when its client has had enough. */
    private void stop(Plan.Stop stop) {
        switch (stop.how()) {
            case HANG -> {}
            case CUT -> {
                over(Outcome.CUT);
                response.reset();
            }
            case FAULT -> {
                over(Outcome.CUT);
                response.end(fault(stop.fault()));
            }
        }
    }

    private String fault(Step.@Nullable Fail failure) {
        return dialect.fault(failure == null ? Step.serverError() : failure);
    }

    private void over(Outcome outcome) {
        if (over) {
            return;
        }
        over = true;
        boolean called = !plan.uses().isEmpty() && outcome == Outcome.ANSWERED;
        int completion = called ? reply.usage().completion() : sent;
        var text = String.join(
                "", plan.pieces().subList(0, Math.min(sent, plan.pieces().size())));
        ledger.add(new Entry(
                reply.id(),
                key,
                reply.request().model(),
                reply.request().question(),
                text,
                begun ? reply.usage().prompt() : 0,
                begun ? completion + plan.thoughts() : 0,
                200,
                outcome));
    }

    private void after(Duration time, Runnable next) {
        if (time.isZero()) {
            next.run();
        } else {
            vertx.setTimer(Math.max(1, time.toMillis()), timer -> {
                if (!over) {
                    next.run();
                }
            });
        }
    }
}
