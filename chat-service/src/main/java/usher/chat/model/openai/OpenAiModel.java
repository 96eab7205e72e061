package usher.chat.model.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import usher.chat.model.Model;
import usher.chat.model.ModelEvent;
import usher.chat.model.ModelFailure;
import usher.chat.model.Prompt;
import usher.kit.time.Ids;

/** One model at one endpoint. A request is tried again only while nothing of its answer has arrived. */
final class OpenAiModel implements Model {
    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429, 500, 502, 503, 504);

    private final Endpoint endpoint;
    private final RequestJson requests;
    private final ObjectMapper mapper;
    private final Ids ids;

    OpenAiModel(Endpoint endpoint, RequestJson requests, ObjectMapper mapper, Ids ids) {
        this.endpoint = endpoint;
        this.requests = requests;
        this.mapper = mapper;
        this.ids = ids;
    }

    /** Worth another try. */
    private static final class Passing extends RuntimeException {
        Passing(String message, Throwable cause) {
            super(message, cause);
        }

        Passing(String message) {
            super(message, null, false, false);
        }
    }

    @Override
    public Multi<ModelEvent> reply(Prompt prompt) {
        var body = Buffer.buffer(requests.of(prompt));
        var begun = new AtomicBoolean();
        return Multi.createFrom()
                .<ModelEvent>emitter(emitter -> send(body, emitter), BackPressureStrategy.BUFFER)
                .onItem()
                .invoke(event -> begun.set(true))
                .onFailure(failure -> failure instanceof Passing && !begun.get())
                .retry()
                .withBackOff(Duration.ofMillis(250), Duration.ofSeconds(2))
                .withJitter(0.5)
                .atMost(endpoint.config().retries())
                .onFailure(failure -> !(failure instanceof ModelFailure))
                .transform(failure -> new ModelFailure("model-unavailable", "The model cannot be reached", failure));
    }

    private void send(Buffer body, MultiEmitter<? super ModelEvent> emitter) {
        if (!endpoint.breaker().lets()) {
            emitter.fail(new ModelFailure("model-unavailable", "The endpoint is resting after failures"));
            return;
        }
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(endpoint.url())
                .setIdleTimeout(endpoint.config().idleTimeout().toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("Accept", "text/event-stream");
        if (!endpoint.apiKey().isEmpty()) {
            options.putHeader("Authorization", "Bearer " + endpoint.apiKey());
        }
        endpoint.client()
                .request(options)
                .compose(request -> start(request, body, emitter))
                .onSuccess(response -> read(response, body.length(), emitter))
                .onFailure(failure -> fail(emitter, new Passing("No answer", failure)));
    }

    private static io.vertx.core.Future<HttpClientResponse> start(
            HttpClientRequest request, Buffer body, MultiEmitter<? super ModelEvent> emitter) {
        emitter.onTermination(() -> request.reset());
        return request.send(body);
    }

    private void read(HttpClientResponse response, int requestLength, MultiEmitter<? super ModelEvent> emitter) {
        if (response.statusCode() != 200) {
            refused(response, emitter);
            return;
        }
        var answer = new AnswerStream(mapper, ids, requestLength, emitter::emit);
        response.handler(new EventLines(data -> attempt(emitter, () -> answer.data(data))));
        response.exceptionHandler(failure -> fail(emitter, new Passing("The stream broke", failure)));
        response.endHandler(end -> attempt(emitter, () -> {
            answer.end();
            endpoint.breaker().worked();
            emitter.complete();
        }));
    }

    private void refused(HttpClientResponse response, MultiEmitter<? super ModelEvent> emitter) {
        int status = response.statusCode();
        response.body().onComplete(ignored -> {
            if (PASSING.contains(status)) {
                fail(emitter, new Passing("The provider answered " + status));
            } else {
                var code = status == 401 || status == 403 ? "model-credential-refused" : "model-refused";
                emitter.fail(new ModelFailure(code, "The provider answered " + status));
            }
        });
    }

    private void attempt(MultiEmitter<? super ModelEvent> emitter, Runnable step) {
        try {
            step.run();
        } catch (ModelFailure failure) {
            fail(emitter, failure);
        }
    }

    private void fail(MultiEmitter<? super ModelEvent> emitter, RuntimeException failure) {
        endpoint.breaker().failed();
        emitter.fail(failure);
    }
}
