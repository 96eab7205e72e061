package usher.tool.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;
import usher.tool.commerce.ShopFailures;
import usher.tool.commerce.ShopSettings;
import usher.tool.http.HttpCall;
import usher.tool.http.HttpCalls;
import usher.tool.http.HttpReply;
import usher.tool.http.HttpReply.Answered;
import usher.tool.integration.connector.ApiAnswers;
import usher.tool.integration.connector.Deadline;
import usher.tool.integration.connector.Link;
import usher.tool.shopify.GraphQlReply.Data;
import usher.tool.shopify.GraphQlReply.Refused;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Preview;
import usher.tool.target.Reply;

/**
 * Sends queries to a shop. Shopify counts what a query costs and answers one too many with 200 and the error THROTTLED; how
 * long to wait follows from the cost and the rate at which points come back. See shopify.dev, "API limits".
 */
@ApplicationScoped
class GraphQl {
    static final String TOKEN = "access_token";
    static final String SHOP = "shop";
    static final String VERSION = "api_version";
    private static final String DEFAULT_VERSION = "2026-07";
    private static final int TRIES = 3;
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(200);

    private final HttpCalls http;
    private final Vertx vertx;

    GraphQl(HttpCalls http, Vertx vertx) {
        this.http = http;
        this.vertx = vertx;
    }

    Uni<GraphQlReply> ask(Link link, String query, ObjectNode variables, Deadline deadline) {
        return attempt(new Question(link, query, variables, deadline), 1);
    }

    private record Question(Link link, String query, ObjectNode variables, Deadline deadline) {}

    private Uni<GraphQlReply> attempt(Question question, int number) {
        return send(question).chain(reply -> {
            var wait = throttled(reply).map(GraphQl::wait);
            if (wait.isPresent() && number < TRIES && question.deadline().allows(wait.get())) {
                return pause(wait.get()).chain(() -> attempt(question, number + 1));
            }
            return Uni.createFrom().item(read(reply, number));
        });
    }

    private Uni<HttpReply> send(Question question) {
        var link = question.link();
        var body = body(question.query(), question.variables());
        var headers = headers(link.credentials().get(TOKEN));
        var target = new HttpCall.Target(link.tenant(), link.id().toString(), uri(link.settings()));
        return http.send(new HttpCall(
                target,
                HttpMethod.POST,
                left -> headers,
                Buffer.buffer(body.toString()),
                question.deadline().left(),
                true));
    }

    /** What {@link #ask} would send. */
    static Preview preview(Link link, String query, ObjectNode variables) {
        return Preview.of("POST", uri(link.settings()).toString(), headers(Preview.SECRET), body(query, variables));
    }

    private static ObjectNode body(String query, ObjectNode variables) {
        var body = JsonNodeFactory.instance.objectNode().put("query", query);
        body.set("variables", variables);
        return body;
    }

    private static MultiMap headers(String token) {
        return MultiMap.caseInsensitiveMultiMap()
                .set("content-type", "application/json")
                .set("accept", "application/json")
                .set("user-agent", "Usher")
                .set("x-shopify-access-token", token);
    }

    private static URI uri(ObjectNode settings) {
        return URI.create(ShopSettings.root(settings.path(SHOP).asText()) + "/admin/api/"
                + settings.path(VERSION).asText(DEFAULT_VERSION) + "/graphql.json");
    }

    private static GraphQlReply read(HttpReply reply, int tries) {
        if (!(reply instanceof Answered answered) || !answered.ok()) {
            return new Refused(ShopFailures.failed(reply));
        }
        int attempts = answered.attempts() + tries - 1;
        var body = ApiAnswers.json(answered.body());
        var error = body.path("errors").path(0);
        if (!error.isMissingNode()) {
            return new Refused(new Reply(failed(error), attempts, answered.status()));
        }
        return body.path("data").isObject()
                ? new Data(body.get("data"), attempts, answered.status())
                : new Refused(new Reply(ApiAnswers.unreadable(), attempts, answered.status()));
    }

    private static Failed failed(JsonNode error) {
        if (isThrottled(error)) {
            return Failed.certainly("rate-limited", "The shop is asked too often.", true);
        }
        var said = ApiAnswers.bounded(error.path("message").asText(""));
        return switch (error.path("extensions").path("code").asText("")) {
            case "ACCESS_DENIED" ->
                Failed.certainly("integration-unauthorized", "The access token may not see this: " + said, false);
            case "INTERNAL_SERVER_ERROR" -> Failed.certainly("tool-error", "The shop has trouble: " + said, true);
            default -> Failed.certainly("tool-error", "The shop refuses the question: " + said, false);
        };
    }

    private static Optional<JsonNode> throttled(HttpReply reply) {
        if (!(reply instanceof Answered answered) || !answered.ok()) {
            return Optional.empty();
        }
        var body = ApiAnswers.json(answered.body());
        return StreamSupport.stream(body.path("errors").spliterator(), false)
                .filter(GraphQl::isThrottled)
                .findFirst()
                .map(error -> body.path("extensions").path("cost"));
    }

    private static boolean isThrottled(JsonNode error) {
        return error.path("extensions").path("code").asText("").equals("THROTTLED")
                || error.path("message").asText("").equals("Throttled");
    }

    /** Until the missing points have come back. */
    private static Duration wait(JsonNode cost) {
        var status = cost.path("throttleStatus");
        double missing = cost.path("requestedQueryCost").asDouble(0)
                - status.path("currentlyAvailable").asDouble(0);
        double rate = Math.max(1, status.path("restoreRate").asDouble(50));
        var wait = Duration.ofMillis((long) Math.ceil(Math.max(0, missing) / rate * 1_000));
        return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    }

    private Uni<Void> pause(Duration wait) {
        return Uni.createFrom().emitter(emitter -> vertx.setTimer(wait.toMillis(), id -> emitter.complete(null)));
    }
}
