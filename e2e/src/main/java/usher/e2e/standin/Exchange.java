package usher.e2e.standin;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import usher.e2e.standin.Ledger.Entry;
import usher.e2e.standin.Ledger.Outcome;

/** One request being answered: sends the plan's frames, and writes to the ledger, once, what was really sent. */
final class Exchange {

    private final Vertx vertx;
    private final Ledger ledger;
    private final HttpServerResponse response;
    private final ChatRequest request;
    private final String key;
    private final String id;
    private final Plan plan;
    private final int promptTokens;
    private int sent;
    private boolean begun;
    private boolean over;

    Exchange(
            Vertx vertx,
            Ledger ledger,
            HttpServerResponse response,
            ChatRequest request,
            String key,
            String id,
            Plan plan) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.response = response;
        this.request = request;
        this.key = key;
        this.id = id;
        this.plan = plan;
        this.promptTokens = TokenCount.ofPrompt(request);
    }

    void begin(long created) {
        response.closeHandler(gone -> over(Outcome.ABANDONED));
        after(plan.stall(), request.streams() ? () -> stream(created) : () -> answer(created));
    }

    private void answer(long created) {
        begun = true;
        if (plan.cutAfter() != null) {
            cut();
            return;
        }
        var wire = Wire.completion(id, created, request.model());
        var body = plan.uses().isEmpty()
                ? wire.message(plan.text(), plan.finish(), usage())
                : wire.toolMessage(id, plan.uses(), usage());
        sent = plan.pieces().size();
        response.putHeader("content-type", "application/json");
        over(Outcome.ANSWERED);
        response.end(body);
    }

    private void stream(long created) {
        begun = true;
        response.putHeader("content-type", "text/event-stream; charset=utf-8").setChunked(true);
        var wire = Wire.chunks(id, created, request.model(), request.wantsUsageChunk());
        var frames = plan.uses().isEmpty() ? textFrames(wire) : callFrames(wire);
        var end = wire.finish(plan.finish()) + (request.wantsUsageChunk() ? wire.usageChunk(usage()) : "") + Wire.DONE;
        if (plan.pause().isZero()) {
            streamAtOnce(frames, end);
        } else {
            trickle(frames, 0, end);
        }
    }

    private void streamAtOnce(List<String> frames, String end) {
        int stop = stop(frames);
        sent = tokensIn(stop);
        var all = Buffer.buffer();
        frames.subList(0, stop).forEach(all::appendString);
        if (stop < frames.size() || plan.cutAfter() != null) {
            response.write(all).onComplete(written -> cut());
            return;
        }
        over(Outcome.ANSWERED);
        response.end(all.appendString(end));
    }

    private void trickle(List<String> frames, int next, String end) {
        if (over) {
            return;
        }
        if (plan.cutAfter() != null && next >= stop(frames)) {
            cut();
        } else if (next == frames.size()) {
            over(Outcome.ANSWERED);
            response.end(end);
        } else {
            response.write(frames.get(next));
            sent = tokensIn(next + 1);
            after(plan.pause(), () -> trickle(frames, next + 1, end));
        }
    }

    /** The role's frame comes first and holds no token. */
    private List<String> textFrames(Wire wire) {
        var frames = new ArrayList<String>(plan.pieces().size() + 1);
        frames.add(wire.role());
        plan.pieces().forEach(piece -> frames.add(wire.text(piece)));
        return frames;
    }

    /** Arguments come in small fragments that break names and values, as the real provider's do. */
    private List<String> callFrames(Wire wire) {
        var frames = new ArrayList<String>();
        for (int i = 0; i < plan.uses().size(); i++) {
            var use = plan.uses().get(i);
            frames.add(wire.callStart(id, i, use.tool(), i == 0));
            for (int at = 0; at < use.arguments().length(); at += 5) {
                frames.add(wire.callArguments(
                        i,
                        use.arguments()
                                .substring(at, Math.min(at + 5, use.arguments().length()))));
            }
        }
        return frames;
    }

    private int stop(List<String> frames) {
        var cutAfter = plan.cutAfter();
        return cutAfter == null ? frames.size() : Math.min(frames.size(), cutAfter + 1);
    }

    private int tokensIn(int frames) {
        return plan.uses().isEmpty() ? Math.max(0, frames - 1) : 0;
    }

    private Wire.Usage usage() {
        int completion = plan.uses().isEmpty() ? plan.pieces().size() : TokenCount.ofCalls(plan.uses());
        return new Wire.Usage(promptTokens, plan.cached(), completion);
    }

    private void cut() {
        over(Outcome.CUT);
        response.reset();
    }

    private void over(Outcome outcome) {
        if (over) {
            return;
        }
        over = true;
        boolean calls = !plan.uses().isEmpty();
        int completion = calls && outcome == Outcome.ANSWERED ? TokenCount.ofCalls(plan.uses()) : sent;
        var text = String.join(
                "", plan.pieces().subList(0, Math.min(sent, plan.pieces().size())));
        ledger.add(new Entry(
                id,
                key,
                request.model(),
                request.question(),
                text,
                begun ? promptTokens : 0,
                completion,
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
