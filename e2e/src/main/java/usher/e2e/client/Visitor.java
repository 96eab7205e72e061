package usher.e2e.client;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A visitor's widget: one session and, once something was asked, one conversation. */
public final class Visitor {

    private final Api api;
    private final String id;
    private final String token;
    private @Nullable String conversation;

    private Visitor(Api api, String id, String token) {
        this.api = api;
        this.id = id;
        this.token = token;
    }

    /** Opens an anonymous session with the tenant's publishable key, from its own origin. */
    public static Visitor open(Api api, Tenant tenant) {
        return open(api, tenant, Map.of());
    }

    /** Opens a session for a customer whom the tenant's server has vouched for. */
    public static Visitor open(Api api, Tenant tenant, String identity) {
        return open(api, tenant, Map.of("identity", identity));
    }

    private static Visitor open(Api api, Tenant tenant, Map<String, String> body) {
        var session = api.as(tenant.publishableKey())
                .from(tenant.origin())
                .post("/api/v1/chat/sessions", body)
                .orThrow();
        var token = session.text("/token");
        return new Visitor(api.as(token).from(tenant.origin()), session.text("/visitor"), token);
    }

    public String id() {
        return id;
    }

    public String token() {
        return token;
    }

    public Api api() {
        return api;
    }

    public @Nullable String conversation() {
        return conversation;
    }

    /** Asks in this visitor's conversation and returns whatever came back. */
    public Answer ask(String text) {
        return ask(text, UUID.randomUUID().toString());
    }

    /** Asks with a message id of the caller's choice, so that a lost question can be asked again without doubling it. */
    public Answer ask(String text, String clientMessageId) {
        var body = new LinkedHashMap<String, String>();
        if (conversation != null) {
            body.put("conversation", conversation);
        }
        body.put("text", text);
        body.put("clientMessageId", clientMessageId);
        var answer = api.post("/api/v1/chat/turns", body);
        if (answer.ok()) {
            conversation = answer.text("/conversation");
        }
        return answer;
    }

    /** As {@link #ask}, but null when the connection broke before an answer. */
    public @Nullable Answer tryAsk(String text) {
        try {
            return ask(text);
        } catch (UncheckedIOException broken) {
            return null;
        }
    }

    public Answer messages() {
        return api.get("/api/v1/chat/conversations/" + conversation + "/messages?limit=100");
    }
}
