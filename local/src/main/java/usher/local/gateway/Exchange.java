package usher.local.gateway;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.Iterator;
import java.util.Set;

/** One request on its way to a service and back. It is tried at the next replica as long as nothing of it was sent. */
final class Exchange {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final HttpClient client;
    private final HttpServerRequest request;
    private final Upstreams upstreams;
    private final Iterator<SocketAddress> candidates;
    private final String requestId;
    private final long bodyLimit;

    Exchange(HttpClient client, HttpServerRequest request, Upstreams upstreams, String requestId, long bodyLimit) {
        this.client = client;
        this.request = request;
        this.upstreams = upstreams;
        this.candidates = upstreams.inOrder().iterator();
        this.requestId = requestId;
        this.bodyLimit = bodyLimit;
    }

    /** Tries the next replica; without one left the service is down. The request must be paused. */
    void run() {
        if (!candidates.hasNext()) {
            Problems.UNAVAILABLE.answer(request, requestId);
            return;
        }
        SocketAddress address = candidates.next();
        client.request(new RequestOptions()
                        .setServer(address)
                        .setHost(address.host())
                        .setPort(address.port())
                        .setMethod(request.method())
                        .setURI(request.uri()))
                .onSuccess(connected -> send(address, connected))
                .onFailure(_ -> {
                    upstreams.failed(address);
                    run();
                });
    }

    private void send(SocketAddress address, HttpClientRequest upstream) {
        if (request.response().closed()) {
            upstream.reset();
            return;
        }
        request.response().closeHandler(_ -> upstream.reset());
        Headers.forward(request, requestId, upstream.headers());
        // Every failure is told to the future of the response as well; without a handler it would only be logged.
        upstream.exceptionHandler(_ -> {});
        upstream.response().onSuccess(answer -> {
            upstreams.answered(address);
            giveBack(answer);
        });
        upstream.response().onFailure(_ -> lost(address));
        if (Headers.announceBody(request.headers())) {
            sendBody(upstream);
        } else {
            upstream.end();
        }
    }

    private void sendBody(HttpClientRequest upstream) {
        if (!request.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            upstream.setChunked(true);
        }
        new CappedBody(request, bodyLimit).pipeTo(upstream).onFailure(failure -> {
            if (failure instanceof CappedBody.TooLarge) {
                Problems.TOO_LARGE.answer(request, requestId);
                upstream.reset();
            }
        });
    }

    /** The connection broke before an answer. What only reads is asked again elsewhere; anything else may have been done. */
    private void lost(SocketAddress address) {
        upstreams.failed(address);
        boolean nothingSent = !Headers.announceBody(request.headers());
        if (SAFE.contains(request.method())
                && nothingSent
                && !request.response().closed()) {
            run();
        } else {
            Problems.UNAVAILABLE.answer(request, requestId);
        }
    }

    private void giveBack(HttpClientResponse answer) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.statusCode()).setStatusMessage(answer.statusMessage());
        Headers.back(answer.headers(), requestId, response.headers());
        if (hasBody(answer) && !answer.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.setChunked(true);
        }
        answer.pipe().endOnFailure(false).to(response).onFailure(_ -> Problems.UNAVAILABLE.answer(request, requestId));
    }

    private boolean hasBody(HttpClientResponse answer) {
        int status = answer.statusCode();
        return !request.method().equals(HttpMethod.HEAD) && status != 204 && status != 304 && status >= 200;
    }
}
