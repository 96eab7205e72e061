package usher.tool.customapi;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import usher.tool.credential.Credentials;
import usher.tool.customapi.Auth.ApiKey;
import usher.tool.customapi.Auth.Basic;
import usher.tool.customapi.Auth.Bearer;
import usher.tool.customapi.Auth.None;
import usher.tool.customapi.Auth.OAuth2;
import usher.tool.customapi.Tokens.Grant.Granted;
import usher.tool.customapi.Tokens.Grant.Refused;
import usher.tool.http.HttpCall;
import usher.tool.http.HttpCalls;
import usher.tool.http.HttpReply;
import usher.tool.http.HttpReply.Answered;
import usher.tool.http.HttpReply.Unanswered;
import usher.tool.integration.connector.ApiAnswers;
import usher.tool.integration.connector.Deadline;
import usher.tool.integration.connector.Link;
import usher.tool.integration.connector.Veil;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Preview;

/** Sends requests in the tenant's name. */
@ApplicationScoped
class SignedRequests {
    private static final int UNAUTHORIZED = 401;
    /** More than what tools answer with, for often only a part of it is the result. */
    private static final int ANSWER_BYTES = 262_144;

    private final HttpCalls http;
    private final Tokens tokens;

    SignedRequests(HttpCalls http, Tokens tokens) {
        this.http = http;
        this.tokens = tokens;
    }

    Uni<HttpReply> send(Link link, Auth auth, ApiRequest request, boolean repeatable, Deadline deadline) {
        var outgoing = new Outgoing(link, request, repeatable, deadline);
        return switch (auth) {
            case None none -> send(outgoing);
            case ApiKey(var inQuery, var name) ->
                send(outgoing.with(withKey(request, link.credentials(), inQuery, name)));
            case Basic basic -> send(outgoing.authorized("Basic " + basic(link.credentials())));
            case Bearer bearer ->
                send(outgoing.authorized("Bearer " + link.credentials().get(Bearer.TOKEN)));
            case OAuth2 oauth -> sendWithToken(outgoing, oauth, true);
        };
    }

    /** The request as it would go out, with a word in place of whatever it would sign in with. */
    static Preview preview(Auth auth, ApiRequest request) {
        var url = request.url();
        var headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
        switch (auth) {
            case None none -> {}
            case ApiKey(var inQuery, var name)
            when inQuery -> url = request.with(name, "").url() + Preview.SECRET;
            case ApiKey(var inQuery, var name) -> headers.set(name, Preview.SECRET);
            case Basic basic -> headers.set("authorization", "Basic " + Preview.SECRET);
            case Bearer bearer -> headers.set("authorization", "Bearer " + Preview.SECRET);
            case OAuth2 oauth -> headers.set("authorization", "Bearer " + Preview.SECRET);
        }
        return Preview.of(
                request.method().name(),
                url,
                headers,
                ApiAnswers.json(request.body().toString()));
    }

    private record Outgoing(Link link, ApiRequest request, boolean repeatable, Deadline deadline) {
        Outgoing with(ApiRequest other) {
            return new Outgoing(link, other, repeatable, deadline);
        }

        Outgoing authorized(String authorization) {
            request.headers().set("authorization", authorization);
            return this;
        }
    }

    /** A refused token did nothing over there, so that a new one may try once more, whatever the request is. */
    private Uni<HttpReply> sendWithToken(Outgoing outgoing, OAuth2 oauth, boolean first) {
        return tokens.token(outgoing.link(), oauth, outgoing.deadline()).chain(grant -> switch (grant) {
            case Refused(var reply) -> Uni.createFrom().item(withoutToken(reply));
            case Granted(var token) ->
                send(outgoing.authorized("Bearer " + token)).chain(reply -> {
                    if (first && reply instanceof Answered answered && answered.status() == UNAUTHORIZED) {
                        tokens.forget(outgoing.link(), token);
                        return sendWithToken(outgoing, oauth, false);
                    }
                    return Uni.createFrom().item(cover(reply, token));
                });
        });
    }

    private Uni<HttpReply> send(Outgoing outgoing) {
        var request = outgoing.request();
        var target = new HttpCall.Target(
                outgoing.link().tenant(), outgoing.link().id().toString(), request.uri());
        var call = new HttpCall(
                        target,
                        request.method(),
                        left -> request.headers(),
                        request.body(),
                        outgoing.deadline().left(),
                        outgoing.repeatable())
                .mostBytes(ANSWER_BYTES);
        return http.send(request.reads() ? call.followingRedirects() : call);
    }

    /** Without a token nothing was asked for, so nothing was done. */
    private static HttpReply withoutToken(HttpReply reply) {
        var failed = (Failed) ApiAnswers.failed(reply).outcome();
        return new Unanswered(
                failed.retryable() ? failed.code() : "integration-unauthorized",
                "No access token: " + failed.message(),
                failed.retryable(),
                false,
                reply.attempts());
    }

    private static HttpReply cover(HttpReply reply, String token) {
        return reply instanceof Answered(var status, var headers, var body, var attempts)
                ? new Answered(status, headers, Veil.of(token).cover(body), attempts)
                : reply;
    }

    private static ApiRequest withKey(ApiRequest request, Credentials credentials, boolean inQuery, String name) {
        var key = credentials.get(ApiKey.KEY);
        if (inQuery) {
            return request.with(name, key);
        }
        request.headers().set(name, key);
        return request;
    }

    private static String basic(Credentials credentials) {
        var pair = credentials.get(Basic.USERNAME) + ':' + credentials.get(Basic.PASSWORD);
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
