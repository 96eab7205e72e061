package usher.e2e.input;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import usher.e2e.client.Answer;
import usher.e2e.client.Api;
import usher.e2e.client.Tenant;
import usher.e2e.client.Visitor;
import usher.e2e.world.World;

/** One text field of the API, and how to send a string in it. */
record Field(String name, Sender sender) {
    private static final String SUBSCRIPTIONS = "/api/v1/billing/visitor-subscriptions";

    interface Sender {
        Answer send(String text);
    }

    /** Every text field of every body, and the texts in paths and queries that people type. */
    static List<Field> all(World world, Tenant tenant, Visitor visitor) {
        var operator = world.operator().api();
        var guest = world.api();
        var page = guest.as(tenant.publishableKey()).from(tenant.origin());
        var knowledge = "/api/v1/chat/admin/knowledge" + tenant.query();
        var persona = "/api/v1/chat/admin/persona" + tenant.query();
        var model = "/api/v1/chat/admin/model" + tenant.query();
        var endpoints = "/api/v1/admin/webhook-endpoints" + tenant.query();
        var offer = "/api/v1/billing/visitor-offers/naughty" + tenant.query();
        var turns = Asking.of(world, tenant);
        var server = guest.as(tenant.secretKey());
        return List.of(
                turns.sending("turn.text"),
                turns.sending("turn.clientMessageId"),
                turns.sending("turn.conversation"),
                turns.sending("turn.locale"),
                new Field("completion.content", text -> complete(server, Map.of("role", "user", "content", text))),
                new Field("completion.role", text -> complete(server, Map.of("role", text, "content", "Hi"))),
                post("completion.model", server, "/v1/chat/completions", completion(), "model"),
                post("completion.user", server, "/v1/chat/completions", completion(), "user"),
                post("session.identity", page, "/api/v1/chat/sessions", Map.of(), "identity"),
                post("session.token", page, "/api/v1/chat/sessions", Map.of(), "token"),
                post("login.email", guest, "/api/v1/admin/auth/login", Map.of("password", "x"), "email"),
                post(
                        "login.password",
                        guest,
                        "/api/v1/admin/auth/login",
                        Map.of("email", "nobody@example.com"),
                        "password"),
                post(
                        "password.new_password",
                        guest,
                        "/api/v1/admin/auth/password",
                        Map.of("email", "nobody@example.com", "password", "x"),
                        "new_password"),
                post("refresh.token", guest, "/api/v1/admin/auth/refresh", Map.of(), "refresh_token"),
                post("tenant.name", operator, "/api/v1/admin/tenants", Map.of(), "name"),
                post("tenant.domain", operator, "/api/v1/admin/tenants", Map.of("name", "Naughty"), "domain"),
                post("tenant.locale", operator, "/api/v1/admin/tenants", Map.of("name", "Naughty"), "locale"),
                post("tenant.time_zone", operator, "/api/v1/admin/tenants", Map.of("name", "Naughty"), "time_zone"),
                new Field(
                        "tenant.allowed_origins",
                        text -> operator.post(
                                "/api/v1/admin/tenants", Map.of("name", "Naughty", "allowed_origins", List.of(text)))),
                post("member.name", operator, "/api/v1/admin/users", member(), "name"),
                post("member.email", operator, "/api/v1/admin/users", member(), "email"),
                post("knowledge.title", operator, knowledge, document(), "title"),
                post("knowledge.text", operator, knowledge, document(), "text"),
                post("knowledge.url", operator, knowledge, document(), "url"),
                post("knowledge.answer", operator, knowledge, faq(), "answer"),
                new Field(
                        "knowledge.questions",
                        text -> operator.post(knowledge, with(faq(), "questions", List.of(text)))),
                put("persona.name", operator, persona, Map.of("instructions", "Be kind."), "name"),
                put("persona.instructions", operator, persona, Map.of("name", "Ann"), "instructions"),
                put("model.base_url", operator, model, Map.of("provider", "openai", "model", "m"), "base_url"),
                put("model.model", operator, model, Map.of("provider", "local"), "model"),
                post("tool.name", operator, "/api/v1/tools/catalog", tool(), "name"),
                post("tool.description", operator, "/api/v1/tools/catalog", tool(), "description"),
                post("tool.label", operator, "/api/v1/tools/catalog", tool(), "label"),
                post("endpoint.url", operator, endpoints, Map.of(), "url"),
                post("endpoint.description", operator, endpoints, endpoint(), "description"),
                new Field(
                        "endpoint.events", text -> operator.post(endpoints, with(endpoint(), "events", List.of(text)))),
                query("notices.event", operator, "/api/v1/admin/notices" + tenant.query() + "&event="),
                query("notices.state", operator, "/api/v1/admin/notices" + tenant.query() + "&state="),
                query("notices.from", operator, "/api/v1/admin/notices" + tenant.query() + "&from="),
                post("alert.metric", operator, "/api/v1/billing/alerts" + tenant.query(), usageAlert(), "metric"),
                post("alert.currency", operator, "/api/v1/billing/alerts" + tenant.query(), walletAlert(), "currency"),
                query("episodes.state", operator, "/api/v1/billing/episodes" + tenant.query() + "&state="),
                query(
                        "episodes.conversation",
                        operator,
                        "/api/v1/billing/episodes" + tenant.query() + "&conversation="),
                query("episodes.from", operator, "/api/v1/billing/episodes" + tenant.query() + "&from="),
                post(
                        "rules.month",
                        operator,
                        "/api/v1/billing/outcome-rules/previews" + tenant.query(),
                        rules(),
                        "month"),
                post("reversal.reason", operator, reversals(tenant), Map.of(), "reason"),
                query("overview.plan", operator, "/api/v1/billing/usage/tenants?plan="),
                query("revenue.plan", operator, "/api/v1/billing/revenue/tenants?plan="),
                query("revenue.starting_after", operator, "/api/v1/billing/revenue/movements?starting_after="),
                query("tenants.q", operator, "/api/v1/admin/tenants?q="),
                query("tenants.starting_after", operator, "/api/v1/admin/tenants?starting_after="),
                query(
                        "conversations.starting_after",
                        operator,
                        "/api/v1/chat/admin/conversations" + tenant.query() + "&starting_after="),
                query(
                        "payments.starting_after",
                        operator,
                        "/api/v1/billing/payments" + tenant.query() + "&starting_after="),
                query("payments.state", operator, "/api/v1/billing/payments" + tenant.query() + "&state="),
                new Field(
                        "payment_provider.secret_key",
                        text -> operator.put(
                                "/api/v1/billing/payment-providers/stripe",
                                Map.of("enabled", false, "settings", Map.of("secret_key", text)))),
                post("payment.return_to", operator, payments(tenant), Map.of("provider", "stripe"), "return_to"),
                post("payment.provider", operator, payments(tenant), Map.of(), "provider"),
                new Field("webhook.body", text -> guest.send("POST", "/api/v1/billing/webhooks/stripe", text)),
                put("offer.name", operator, offer, offer(), "name"),
                put("offer.currency", operator, offer, offer(), "currency"),
                post("grant.offer", server, SUBSCRIPTIONS + "/grants", grant(visitor), "offer"),
                post("grant.reference", server, SUBSCRIPTIONS + "/grants", grant(visitor), "reference"),
                post(
                        "verify.product_id",
                        visitor.api(),
                        SUBSCRIPTIONS + "/verify",
                        Map.of("purchase_token", "t"),
                        "product_id"),
                post(
                        "verify.purchase_token",
                        visitor.api(),
                        SUBSCRIPTIONS + "/verify",
                        Map.of("product_id", "gold"),
                        "purchase_token"),
                query("plans.starting_after", visitor.api(), SUBSCRIPTIONS + "/plans?starting_after="),
                query("limits.metric", operator, "/api/v1/billing/limits" + tenant.query() + "&metric="),
                query("breakdown.by", operator, "/api/v1/billing/usage/breakdown" + tenant.query() + "&by="),
                query("breakdown.from", operator, "/api/v1/billing/usage/breakdown" + tenant.query() + "&from="),
                query("usage.month", operator, "/api/v1/billing/usage/current" + tenant.query() + "&month="),
                query("conversation.id", visitor.api(), "/api/v1/chat/conversations/", "/messages"));
    }

    /** One that nobody can buy: what is sold to visitors would limit those who ask. */
    private static Map<String, ?> offer() {
        return Map.of(
                "name", "Gold", "kind", "daily", "price_minor", 1, "currency", "USD", "tier", "full", "enabled", false);
    }

    private static Map<String, ?> grant(Visitor visitor) {
        return Map.of("visitor", visitor.id(), "offer", "naughty", "reference", "naughty");
    }

    /** Visitors enough for everybody who asks at once: one visitor has one turn at a time. */
    private record Asking(LinkedBlockingQueue<Visitor> idle) {

        static Asking of(World world, Tenant tenant) {
            var idle = new LinkedBlockingQueue<Visitor>();
            for (int i = 0; i < BadInputTest.AT_ONCE; i++) {
                idle.add(Visitor.open(world.api(), tenant));
            }
            return new Asking(idle);
        }

        Field sending(String name) {
            var field = name.substring("turn.".length());
            return new Field(name, text -> send(with(Map.of("text", "Hi"), field, text)));
        }

        private Answer send(Map<String, Object> body) {
            var visitor = idle.remove();
            try {
                return visitor.api().post("/api/v1/chat/turns", body);
            } finally {
                idle.add(visitor);
            }
        }
    }

    private static Field post(String name, Api api, String path, Map<String, ?> body, String field) {
        return new Field(name, text -> api.post(path, with(body, field, text)));
    }

    private static Field put(String name, Api api, String path, Map<String, ?> body, String field) {
        return new Field(name, text -> api.put(path, with(body, field, text)));
    }

    private static Field query(String name, Api api, String before) {
        return query(name, api, before, "");
    }

    private static Field query(String name, Api api, String before, String after) {
        return new Field(name, text -> api.get(before + encoded(text) + after));
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    private static Map<String, Object> with(Map<String, ?> body, String field, Object value) {
        var all = new LinkedHashMap<String, Object>(body);
        all.put(field, value);
        return all;
    }

    private static Answer complete(Api server, Map<String, ?> message) {
        return server.post("/v1/chat/completions", with(completion(), "messages", List.of(message)));
    }

    private static Map<String, ?> completion() {
        return Map.of(
                "model",
                "persona:support-assistant@live",
                "messages",
                List.of(Map.of("role", "user", "content", "Hi")));
    }

    private static Map<String, ?> member() {
        return Map.of(
                "email",
                "naughty@example.com",
                "name",
                "Naughty",
                "password",
                "correct horse battery",
                "role",
                "analyst");
    }

    private static Map<String, ?> endpoint() {
        return Map.of("url", "https://hooks.example.com/naughty");
    }

    /** Of an invoice that nobody has. */
    private static String payments(Tenant tenant) {
        return "/api/v1/billing/invoices/inv_01kampz8q3fa7t9c5n2x4ehd6g/payments" + tenant.query();
    }

    private static Map<String, ?> rules() {
        return Map.of("terms", Map.of());
    }

    /** Of an episode that nobody has. */
    private static String reversals(Tenant tenant) {
        return "/api/v1/billing/episodes/eps_01kampz8q3fa7t9c5n2x4ehd6g/reversals" + tenant.query();
    }

    private static Map<String, ?> usageAlert() {
        return Map.of("kind", "usage", "metric", "messages", "threshold", 1_000_000_000);
    }

    private static Map<String, ?> walletAlert() {
        return Map.of("kind", "wallet", "currency", "EUR", "threshold", 1);
    }

    private static Map<String, ?> document() {
        return Map.of("kind", "document", "title", "Naughty", "text", "Text.");
    }

    private static Map<String, ?> faq() {
        return Map.of("kind", "faq", "title", "Naughty", "questions", List.of("Why?"), "answer", "So.");
    }

    private static Map<String, ?> tool() {
        return Map.of(
                "name",
                "naughty",
                "description",
                "Does nothing.",
                "category",
                "other",
                "risk",
                "read",
                "label",
                "Doing",
                "done_label",
                "Done",
                "parameters",
                Map.of("type", "object", "properties", Map.of()));
    }
}
