package usher.tool.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import usher.tool.credential.WebhookSecret;
import usher.tool.http.HttpCall;
import usher.tool.http.HttpCalls;
import usher.tool.http.HttpReply;
import usher.tool.http.HttpReply.Answered;
import usher.tool.http.HttpReply.Unanswered;
import usher.tool.target.Call;
import usher.tool.target.Preview;
import usher.tool.target.Reply;

/** Calls the endpoints that tenants have written for a tool. They know a repeated call by its key, unless they were connected as such that do not. */
@ApplicationScoped
public class Webhooks {
    private static final String SIGNATURE = "webhook-signature";

    private final HttpCalls http;
    private final InstantSource clock;

    Webhooks(HttpCalls http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Signed with each of the secrets. */
    public Uni<Reply> call(Call call, URI url, List<WebhookSecret> secrets) {
        var body = body(call);
        var target = new HttpCall.Target(call.tenant(), call.tool().toString(), url);
        return http.send(new HttpCall(
                        target,
                        HttpMethod.POST,
                        left -> headers(call, secrets, left, body),
                        body,
                        call.timeout(),
                        call.repeatable()))
                .map(Webhooks::read);
    }

    /** The request as it would go out now; its signature is made when it does. */
    public Preview preview(Call call, URI url) {
        var headers = new TreeMap<String, String>();
        plain(call, call.timeout(), clock.instant().getEpochSecond())
                .set(SIGNATURE, "[made when it is sent]")
                .forEach(headers::put);
        return new Preview("POST", url.toString(), headers, json(call));
    }

    private static Reply read(HttpReply reply) {
        return switch (reply) {
            case Answered answered ->
                (answered.ok()
                                ? new Reply(Envelope.read(answered.body()), answered.attempts(), answered.status())
                                : answered.refused())
                        .withRaw(answered.body());
            case Unanswered unanswered -> unanswered.failed();
        };
    }

    private static Buffer body(Call call) {
        return Buffer.buffer(json(call).toString());
    }

    private static ObjectNode json(Call call) {
        var body = JsonNodeFactory.instance.objectNode().put("tool", call.name());
        body.set("arguments", call.arguments());
        body.set("context", call.context());
        return body;
    }

    private MultiMap headers(Call call, List<WebhookSecret> secrets, Duration left, Buffer body) {
        long timestamp = clock.instant().getEpochSecond();
        return plain(call, left, timestamp)
                .set(SIGNATURE, Signature.of(secrets, call.id().toString(), timestamp, body.getBytes()));
    }

    private static MultiMap plain(Call call, Duration left, long timestamp) {
        return MultiMap.caseInsensitiveMultiMap()
                .set("content-type", "application/json")
                .set("accept", "application/json")
                .set("user-agent", "Usher")
                .set("webhook-id", call.id().toString())
                .set("webhook-timestamp", Long.toString(timestamp))
                .set("idempotency-key", call.key())
                .set("x-tool-timeout-ms", Long.toString(left.toMillis()));
    }
}
