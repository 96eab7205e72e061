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
import java.util.Map;
import java.util.TreeMap;
import usher.kit.webhook.Signature;
import usher.kit.webhook.WebhookSecret;
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
    /** What the body holds the arguments under. */
    public static final String ARGUMENTS = "arguments";

    private static final String SIGNATURE = "webhook-signature";

    private final HttpCalls http;
    private final InstantSource clock;

    Webhooks(HttpCalls http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Signed with each of the secrets. */
    public Uni<Reply> call(Call call, URI url, List<WebhookSecret> secrets) {
        return send(call, new Hook(call.tool().toString(), url, secrets, Map.of(), List.of(ARGUMENTS)))
                .map(Webhooks::read);
    }

    /**
     * Where a call goes: {@code part} is what fails or works together; {@code secrets} sign, none of them if there are none;
     * {@code headers} are what else the other side wants to see; {@code names} is under what the body holds the arguments.
     */
    public record Hook(
            String part, URI url, List<WebhookSecret> secrets, Map<String, String> headers, List<String> names) {
        public Hook {
            secrets = List.copyOf(secrets);
            headers = Map.copyOf(headers);
            names = List.copyOf(names);
        }

        /** The headers may hold a key. */
        @Override
        public String toString() {
            return "Hook[" + part + ", " + headers.keySet() + "]";
        }
    }

    public Uni<HttpReply> send(Call call, Hook hook) {
        var body = Buffer.buffer(json(call, hook.names()).toString());
        var target = new HttpCall.Target(call.tenant(), hook.part(), hook.url());
        return http.send(new HttpCall(
                target,
                HttpMethod.POST,
                left -> headers(call, hook, left, body),
                body,
                call.timeout(),
                call.repeatable()));
    }

    /** The request as it would go out now; its signature is made when it does. */
    public Preview preview(Call call, URI url) {
        var headers = new TreeMap<String, String>();
        plain(call, call.timeout(), clock.instant().getEpochSecond())
                .set(SIGNATURE, "[made when it is sent]")
                .forEach(headers::put);
        return new Preview("POST", url.toString(), headers, json(call, List.of(ARGUMENTS)));
    }

    /** What came of a call that was sent. */
    public static Reply read(HttpReply reply) {
        return switch (reply) {
            case Answered answered ->
                (answered.ok()
                                ? new Reply(Envelope.read(answered.body()), answered.attempts(), answered.status())
                                : answered.refused())
                        .withRaw(answered.body());
            case Unanswered unanswered -> unanswered.failed();
        };
    }

    private static ObjectNode json(Call call, List<String> names) {
        var body = JsonNodeFactory.instance.objectNode().put("tool", call.name());
        names.forEach(name -> body.set(name, call.arguments()));
        body.set("context", call.context());
        return body;
    }

    private MultiMap headers(Call call, Hook hook, Duration left, Buffer body) {
        long timestamp = clock.instant().getEpochSecond();
        var headers = plain(call, left, timestamp);
        hook.headers().forEach(headers::set);
        return hook.secrets().isEmpty()
                ? headers
                : headers.set(
                        SIGNATURE, Signature.of(hook.secrets(), call.id().toString(), timestamp, body.getBytes()));
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
