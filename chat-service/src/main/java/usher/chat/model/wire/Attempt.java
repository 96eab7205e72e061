package usher.chat.model.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import usher.chat.model.ModelFailure;

/** One try of an exchange: it ends once, well or with a failure. Everything happens on one event loop but {@link #abandon}. */
final class Attempt {
    private static final int MOST_ERROR_BYTES = 1 << 16;

    private final Line line;
    private final AnswerSoFar answer;
    private final Outcome outcome;
    private final Lines lines;
    private volatile boolean over;
    private volatile @Nullable HttpClientRequest request;
    private long timer;
    private long heardAt = System.nanoTime();
    private long steps;
    private long bytes;

    /** Told how the try ended. */
    interface Outcome {
        void ended(AnswerSoFar answer);

        /** {@code ill} when the failure speaks against the endpoint's health. */
        void broke(AnswerSoFar answer, RuntimeException failure, boolean ill);
    }

    Attempt(Line line, AnswerSoFar answer, Outcome outcome) {
        this.line = line;
        this.answer = answer;
        this.outcome = outcome;
        this.lines = new Lines(this::frame);
    }

    void begin(WireRequest wanted) {
        var options = new RequestOptions().setMethod(wanted.method()).setAbsoluteURI(wanted.url());
        options.putHeader("Content-Type", "application/json");
        wanted.headers().forEach(options::putHeader);
        watch(line.patience().firstToken());
        line.means()
                .client()
                .request(options)
                .onSuccess(opened -> send(opened, wanted.body()))
                .onFailure(failure ->
                        broke(new Setback("model-unavailable", "No connection to the provider", null, failure), true));
    }

    /** Nobody listens any more. */
    void abandon() {
        close();
    }

    private void send(HttpClientRequest opened, Buffer body) {
        request = opened;
        if (over) {
            opened.reset();
            return;
        }
        opened.send(body)
                .onSuccess(this::receive)
                .onFailure(failure ->
                        broke(new Setback("model-unavailable", "The provider hung up", null, failure), true));
    }

    private void receive(HttpClientResponse response) {
        if (response.statusCode() == 200) {
            response.handler(this::hear);
            response.endHandler(end -> end());
        } else {
            var body = Buffer.buffer();
            response.handler(chunk -> {
                if (body.length() < MOST_ERROR_BYTES) {
                    body.appendBuffer(chunk);
                }
            });
            response.endHandler(end -> refused(response, body.getBytes()));
        }
        response.exceptionHandler(failure -> cut(failure));
    }

    private void refused(HttpClientResponse response, byte[] body) {
        var means = line.means();
        int status = response.statusCode();
        broke(Errors.of(status, response.headers(), body, means.mapper(), means.clock()), Errors.isIllness(status));
    }

    private void hear(Buffer chunk) {
        if (over) {
            return;
        }
        bytes += chunk.length();
        if (bytes > line.patience().mostBytes()) {
            broke(new ModelFailure("model-failed", "The answer is larger than allowed"), false);
            return;
        }
        guard(() -> lines.chunk(chunk));
        if (answer.steps() > steps) {
            if (steps == 0) {
                line.means().vertx().cancelTimer(timer);
                watch(line.patience().betweenTokens());
            }
            steps = answer.steps();
            heardAt = System.nanoTime();
        }
    }

    private void frame(byte[] frame, int from, int to) throws IOException {
        // Only OpenAI's last frame, [DONE], is no object.
        if (frame[from] == '[') {
            answer.done();
            return;
        }
        try (var json = line.means().mapper().getFactory().createParser(frame, from, to - from)) {
            json.nextToken();
            line.protocol().read(json, answer);
        }
    }

    private void end() {
        guard(lines::end);
        if (over) {
            return;
        }
        if (answer.isWhole()) {
            succeed();
        } else {
            broke(new Setback("model-interrupted", "The stream ended before the answer did"), true);
        }
    }

    private void cut(Throwable failure) {
        if (answer.isWhole() && !over) {
            succeed();
        } else {
            broke(new Setback("model-interrupted", "The stream broke", null, failure), true);
        }
    }

    private void succeed() {
        over = true;
        line.means().vertx().cancelTimer(timer);
        outcome.ended(answer);
    }

    private void watch(Duration limit) {
        timer = line.means().vertx().setTimer(Math.max(1, limit.toMillis()), fired -> look());
    }

    /** One timer for the whole answer: tokens only note when they came. */
    private void look() {
        if (over) {
            return;
        }
        var left = line.patience().limit(steps > 0).minusNanos(System.nanoTime() - heardAt);
        if (left.isPositive()) {
            watch(left.plusMillis(1));
        } else if (answer.isWhole()) {
            close();
            outcome.ended(answer);
        } else {
            var what = steps > 0 ? "The provider stopped in the middle of its answer" : "The provider is silent";
            broke(new ModelFailure("model-timeout", what), true);
        }
    }

    /** Runs one step of reading; whatever is wrong with it ends the try. */
    private void guard(Reading reading) {
        try {
            reading.read();
        } catch (Setback | ModelFailure known) {
            broke(known, true);
        } catch (IOException | RuntimeException unreadable) {
            broke(new ModelFailure("model-failed", "The stream cannot be read", unreadable), true);
        }
    }

    @FunctionalInterface
    private interface Reading {
        void read() throws IOException;
    }

    private void broke(RuntimeException failure, boolean ill) {
        if (!over) {
            close();
            outcome.broke(answer, failure, ill);
        }
    }

    private void close() {
        if (over) {
            return;
        }
        over = true;
        line.means().vertx().cancelTimer(timer);
        var opened = request;
        if (opened != null) {
            opened.reset();
        }
    }
}
