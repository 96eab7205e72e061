package usher.local.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** The gateway's own refusals, in the shape the services use (RFC 9457). */
enum Problems {
    MALFORMED_PATH(400, "Bad Request", "malformed-path", "This path cannot be read."),
    NOT_FOUND(404, "Not Found", "not-found", "There is no such thing, or you may not see it."),
    TOO_LARGE(413, "Content Too Large", "body-too-large", "A request may be 12 MB at most."),
    UNAVAILABLE(
            503, "Service Unavailable", "service-unavailable", "This part of Usher is not up. Try again in a second.");

    private final int status;
    private final String title;
    private final String code;
    private final String detail;

    Problems(int status, String title, String code, String detail) {
        this.status = status;
        this.title = title;
        this.code = code;
        this.detail = detail;
    }

    /** Answers with this problem; once an answer has begun, only breaking it off tells the client that it is not whole. */
    void answer(HttpServerRequest request, String requestId) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        if (this == UNAVAILABLE) {
            response.putHeader("Retry-After", "1");
        }
        if (this == TOO_LARGE) {
            response.putHeader("Connection", "close");
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .putHeader(Headers.REQUEST_ID, requestId)
                .end(document(request, requestId).toBuffer());
        // What is left of the body would keep the connection from its next request.
        request.resume();
    }

    private JsonObject document(HttpServerRequest request, String requestId) {
        return new JsonObject()
                .put("type", "urn:usher:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", request.path())
                .put("code", code)
                .put("request_id", requestId);
    }
}
