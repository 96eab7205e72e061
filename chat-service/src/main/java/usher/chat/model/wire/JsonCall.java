package usher.chat.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import usher.chat.model.ModelFailure;

/** A request that is answered by one JSON value instead of a stream; tried and rested like the streams of the same endpoint. */
public final class JsonCall {
    private final Patience patience;
    private final Breaker breaker;
    private final Means means;

    public JsonCall(Patience patience, Breaker breaker, Means means) {
        this.patience = patience;
        this.breaker = breaker;
        this.means = means;
    }

    /** Fails with {@link ModelFailure}. */
    public Uni<JsonNode> send(WireRequest request) {
        return attempt(request, 1);
    }

    private Uni<JsonNode> attempt(WireRequest request, int tries) {
        if (!breaker.lets()) {
            return Uni.createFrom()
                    .failure(new ModelFailure("model-unavailable", "The endpoint is resting after failures"));
        }
        return Uni.createFrom()
                .completionStage(() -> exchange(request).toCompletionStage())
                .ifNoItem()
                .after(patience.firstToken())
                .failWith(() -> new Setback("model-timeout", "The provider is silent"))
                .onFailure()
                .transform(JsonCall::known)
                .invoke(answer -> breaker.worked())
                .onFailure(Setback.class)
                .invoke(breaker::failed)
                .onFailure(Setback.class)
                .recoverWithUni(failure -> again(request, tries, (Setback) failure));
    }

    private Uni<JsonNode> again(WireRequest request, int tries, Setback setback) {
        var wait = patience.wait(tries, setback);
        return wait == null
                ? Uni.createFrom().failure(setback.last())
                : Uni.createFrom()
                        .emitter(waiting -> means.vertx().setTimer(Math.max(1, wait), timer -> waiting.complete(null)))
                        .chain(() -> attempt(request, tries + 1));
    }

    private Future<JsonNode> exchange(WireRequest wanted) {
        var options = new RequestOptions().setMethod(wanted.method()).setAbsoluteURI(wanted.url());
        options.putHeader("Content-Type", "application/json");
        wanted.headers().forEach(options::putHeader);
        return means.client()
                .request(options)
                .compose(opened -> opened.send(wanted.body()))
                .compose(response -> response.body().map(body -> read(response, body)));
    }

    private JsonNode read(HttpClientResponse response, Buffer body) {
        if (response.statusCode() != 200) {
            throw Errors.of(response.statusCode(), response.headers(), body.getBytes(), means.mapper(), means.clock());
        }
        if (body.length() > patience.mostBytes()) {
            throw new ModelFailure("model-failed", "The answer is larger than allowed");
        }
        try {
            return means.mapper().readTree(body.getBytes());
        } catch (IOException unreadable) {
            throw new ModelFailure("model-failed", "The answer cannot be read", unreadable);
        }
    }

    private static Throwable known(Throwable failure) {
        return failure instanceof Setback || failure instanceof ModelFailure
                ? failure
                : new Setback("model-unavailable", "No answer from the provider", null, failure);
    }
}
