package usher.tool.mcp.oauth;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import usher.tool.http.HttpCall;
import usher.tool.http.HttpCalls;
import usher.tool.http.HttpReply;
import usher.tool.http.HttpReply.Answered;
import usher.tool.integration.connector.ApiAnswers;

/** Where codes and refresh tokens become access tokens. Both are good once, so no request is sent a second time. */
@ApplicationScoped
public class TokenEndpoint {
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");
    /** Whatever else comes is not OAuth's: a page of a firewall, a server in trouble. */
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403);

    private final HttpCalls http;

    TokenEndpoint(HttpCalls http) {
        this.http = http;
    }

    /** Whose tokens: {@code secret} is the client's, where it has one. */
    public record Account(Party party, @Nullable String secret) {
        @Override
        public String toString() {
            return "Account[" + party.clientId() + "]";
        }
    }

    /** RFC 6749, section 4.1.3, with PKCE (RFC 7636) and for one resource (RFC 8707). */
    public Uni<TokenAnswer> exchange(Asker asker, Account account, String code, String verifier, URI callback) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", callback.toString());
        form.put("code_verifier", verifier);
        form.put("resource", account.party().resource());
        return post(asker, account, account.party().tokenEndpoint(), form).map(TokenEndpoint::read);
    }

    /** RFC 6749, section 6. The scope is left as it is. */
    public Uni<TokenAnswer> refresh(Asker asker, Account account, String refreshToken) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        form.put("resource", account.party().resource());
        return post(asker, account, account.party().tokenEndpoint(), form).map(TokenEndpoint::read);
    }

    /** RFC 7009; whether the server took note. */
    public Uni<Boolean> revoke(Asker asker, Account account, String token, String kind) {
        var endpoint = account.party().revocationEndpoint();
        if (endpoint == null) {
            return Uni.createFrom().item(false);
        }
        var form = new LinkedHashMap<String, String>();
        form.put("token", token);
        form.put("token_type_hint", kind);
        return post(asker, account, endpoint, form).map(reply -> reply instanceof Answered answered && answered.ok());
    }

    private Uni<HttpReply> post(Asker asker, Account account, URI endpoint, Map<String, String> form) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .set("content-type", "application/x-www-form-urlencoded")
                .set("accept", "application/json")
                .set("user-agent", "Usher");
        show(account, headers, form);
        var body = form.entrySet().stream()
                .map(member -> member.getKey() + "=" + encoded(member.getValue()))
                .collect(Collectors.joining("&"));
        return http.send(new HttpCall(
                asker.target(endpoint),
                HttpMethod.POST,
                left -> headers,
                Buffer.buffer(body),
                asker.deadline().left(),
                false));
    }

    /** Id and secret are form-encoded before they are joined: RFC 6749, section 2.3.1. */
    private static void show(Account account, MultiMap headers, Map<String, String> form) {
        var id = account.party().clientId();
        var secret = account.secret() == null ? "" : account.secret();
        switch (account.party().clientMethod()) {
            case Client.BASIC -> {
                var pair = encoded(id) + ":" + encoded(secret);
                var bytes = pair.getBytes(StandardCharsets.UTF_8);
                headers.set("authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
            }
            case Client.POST -> {
                form.put("client_id", id);
                form.put("client_secret", secret);
            }
            default -> form.put("client_id", id);
        }
    }

    private static TokenAnswer read(HttpReply reply) {
        if (!(reply instanceof Answered answered)) {
            return new TokenAnswer.Unavailable();
        }
        var said = ApiAnswers.json(answered.body());
        if (answered.ok()) {
            return Tokens.of(said)
                    .<TokenAnswer>map(TokenAnswer.Issued::new)
                    .orElseGet(() -> new TokenAnswer.Refused("unusable"));
        }
        var error = said.path("error").asText();
        boolean meant =
                REFUSALS.contains(answered.status()) && ERROR.matcher(error).matches();
        return meant ? new TokenAnswer.Refused(error) : new TokenAnswer.Unavailable();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
