package usher.e2e.isolation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import usher.contracts.id.TenantId;
import usher.e2e.client.Answer;
import usher.e2e.client.Api;
import usher.e2e.client.Eventually;
import usher.e2e.client.Tenant;
import usher.e2e.client.Visitor;
import usher.e2e.world.World;

/** One thing of each kind that a tenant can own, found by the path that names it. */
final class Things {

    static final String PASSWORD = "correct horse battery staple";

    private final Map<String, String> byPath = new LinkedHashMap<>();

    static Things of(World world, Tenant tenant) {
        var things = new Things();
        var operator = world.operator().api();
        var visitor = Visitor.open(world.api(), tenant);
        var asked = visitor.ask("Hello from the owner of the matrix").orThrow();
        var conversation = String.valueOf(visitor.conversation());
        var messages = operator.get("/api/v1/chat/admin/conversations/" + conversation + "/messages" + tenant.query())
                .orThrow();
        var knowledge = operator.post(
                        "/api/v1/chat/admin/knowledge" + tenant.query(),
                        Map.of("kind", "faq", "title", "Owned", "questions", List.of("Whose?"), "answer", "Mine."))
                .orThrow();
        var block = operator.post(
                        "/api/v1/chat/admin/blocks" + tenant.query(),
                        Map.of("range", "198.51.100.7/32", "reason", "Owned"))
                .orThrow();
        var rule = operator.post("/api/v1/tools/egress-rules" + tenant.query(), Map.of("host", "owned.example.com"))
                .orThrow();
        var member = operator.post(
                        "/api/v1/admin/users",
                        Map.of(
                                "email",
                                "owned-" + tenant.id() + "@example.com",
                                "name",
                                "Owned",
                                "password",
                                PASSWORD,
                                "role",
                                "analyst",
                                "tenant",
                                tenant.id()))
                .orThrow();
        var tool = operator.post("/api/v1/tools/own-tools" + tenant.query(), Bodies.ownTool())
                .orThrow();
        var system = operator.post("/api/v1/tools/integrations" + tenant.query(), Bodies.SYSTEM)
                .orThrow();
        var operations = "/api/v1/tools/integrations/" + system.text("/id") + "/operations";
        var act = operator.post(operations + tenant.query(), Bodies.ACT).orThrow();
        var watch = operator.post(
                        "/api/v1/tools/stock-watches" + tenant.query(),
                        Bodies.watch(system.text("/id"), act.text("/id")))
                .orThrow();
        var call = call(operator, tenant, tool.text("/id"));
        var wallet = operator.post("/api/v1/billing/wallets" + tenant.query(), Map.of("currency", "ILS"))
                .orThrow();
        operator.put("/api/v1/billing/visitor-offers/monthly" + tenant.query(), Bodies.OFFER)
                .orThrow();
        var bought = operator.post(
                        "/api/v1/billing/visitor-subscriptions/grants" + tenant.query(),
                        Map.of("visitor", visitor.id(), "offer", "monthly", "reference", "owned"))
                .orThrow();
        var keys =
                operator.get("/api/v1/admin/tenants/" + tenant.id() + "/keys").orThrow();
        var identityKeys = operator.get("/api/v1/admin/tenants/" + tenant.id() + "/identity-keys")
                .orThrow();
        var invoice = operator.post("/api/v1/billing/invoices" + tenant.query(), Bodies.INVOICE)
                .orThrow();
        var alert = operator.post("/api/v1/billing/alerts" + tenant.query(), Bodies.ALERT)
                .orThrow();
        things.byPath.put("/api/v1/billing/alerts/{alert}", alert.text("/id"));
        things.byPath.put("/api/v1/admin/tickets/{ticket}", ticket(operator, tenant));
        things.byPath.put("/api/v1/billing/invoices/{invoice}", invoice.text("/id"));
        things.byPath.put("/api/v1/billing/episodes/{episode}", episode(operator, tenant));
        var paid = Paid.into(world.database(), tenant, invoice.text("/id"));
        things.byPath.put("/api/v1/billing/payments/{payment}", paid.payment());
        things.byPath.put("/api/v1/billing/payment-methods/{method}", paid.method());
        things.byPath.put("/api/v1/billing/subscription/changes/{change}", change(operator, tenant));
        things.byPath.put("/api/v1/chat/conversations/{id}", conversation);
        things.byPath.put("/api/v1/chat/turns/{id}", asked.text("/turn"));
        things.byPath.put("/api/v1/chat/admin/assistant/conversations/{id}", conversation);
        things.byPath.put("/api/v1/chat/admin/blocks/{id}", block.text("/id"));
        things.byPath.put("/api/v1/chat/admin/conversations/{id}", conversation);
        things.byPath.put("/api/v1/chat/messages/{id}", messages.text("/data/1/id"));
        things.byPath.put("/api/v1/chat/admin/messages/{id}", messages.text("/data/1/id"));
        things.byPath.put("/api/v1/chat/admin/knowledge/{id}", knowledge.text("/id"));
        things.byPath.put("/api/v1/tools/egress-rules/{id}", rule.text("/id"));
        things.byPath.put("/api/v1/tools/own-tools/{ownTool}", tool.text("/id"));
        things.byPath.put("/api/v1/tools/integrations/{integration}", system.text("/id"));
        things.byPath.put("/api/v1/tools/integrations/{integration}/operations/{operation}", act.text("/id"));
        things.byPath.put("/api/v1/tools/stock-watches/{watch}", watch.text("/id"));
        things.byPath.put("/api/v1/tools/invocations/{invocation}", call.text("/data/0/id"));
        things.byPath.put("/api/v1/tools/internal/invocations/{call}", call.text("/data/0/call"));
        things.byPath.put("/api/v1/billing/wallets/{wallet}", wallet.text("/id"));
        things.byPath.put(
                "/api/v1/chat/admin/confirmations/{call}",
                Asking.into(world.database(), tenant, conversation, visitor.id(), messages.text("/data/1/id")));
        things.tell(operator, tenant);
        things.byPath.put("/api/v1/billing/visitor-subscriptions", bought.text("/id"));
        things.byPath.put("/api/v1/admin/users/{id}", member.text("/id"));
        things.byPath.put(
                "/api/v1/admin/grants/{grant}",
                LetIn.by(world.database(), tenant, member.text("/id")).grant());
        things.byPath.put("/api/v1/admin/tenants/{id}", tenant.id());
        things.byPath.put("/api/v1/admin/tenants/{id}/keys/{key}", keys.text("/data/0/id"));
        things.byPath.put("/api/v1/admin/tenants/{id}/identity-keys/{key}", identityKeys.text("/data/0/kid"));
        return things;
    }

    /** An endpoint and a notice to it; it is disabled, so that nothing about it changes while others try. */
    private void tell(Api operator, Tenant tenant) {
        var endpoints = "/api/v1/admin/webhook-endpoints";
        var url = Map.of("url", "https://127.0.0.1:9/hook");
        var id = operator.post(endpoints + tenant.query(), url).orThrow().text("/endpoint/id");
        var test = operator.post(endpoints + "/" + id + "/test" + tenant.query(), Map.of())
                .orThrow();
        operator.put(endpoints + "/" + id + tenant.query(), Map.of("url", "https://127.0.0.1:9/hook", "enabled", false))
                .orThrow();
        byPath.put(endpoints + "/{endpoint}", id);
        byPath.put("/api/v1/admin/notices/{notice}", test.text("/notice"));
    }

    /** What became of the owner's question so far; it is judged some moments after it was asked. */
    private static String episode(Api operator, Tenant tenant) {
        return Eventually.get("the question is an episode", Duration.ofSeconds(30), () -> {
            var episodes =
                    operator.get("/api/v1/billing/episodes" + tenant.query()).orThrow();
            return episodes.json().path("data").isEmpty() ? Optional.empty() : Optional.of(episodes.text("/data/0/id"));
        });
    }

    /** A change of the plan that is still to come. */
    private static String change(Api operator, Tenant tenant) {
        var changes = "/api/v1/billing/subscription/changes" + tenant.query();
        operator.post(changes, Map.of("plan", "starter", "when", "period_end")).orThrow();
        return operator.get(changes).orThrow().text("/data/0/id");
    }

    /** A member has tried a tool out, at a port where nobody listens. */
    private static Answer call(Api operator, Tenant tenant, String tool) {
        var path = "/api/v1/tools/tenant-tools/" + tool;
        operator.put(
                        path + tenant.query(),
                        Map.of("enabled", true, "url", "https://127.0.0.1:9/hook", "timeout_ms", 1_000))
                .orThrow();
        operator.post(path + "/test" + tenant.query(), Map.of("arguments", Map.of()))
                .orThrow();
        return operator.get("/api/v1/tools/invocations" + tenant.query()).orThrow();
    }

    /** A ticket that something was said about. */
    private static String ticket(Api operator, Tenant tenant) {
        var tickets = "/api/v1/admin/tickets";
        var id =
                operator.post(tickets + tenant.query(), Bodies.TICKET).orThrow().text("/id");
        operator.post(tickets + "/" + id + "/comments" + tenant.query(), Map.of("text", "Owned."))
                .orThrow();
        return id;
    }

    String conversation() {
        return String.valueOf(byPath.get("/api/v1/chat/conversations/{id}"));
    }

    String message() {
        return String.valueOf(byPath.get("/api/v1/chat/messages/{id}"));
    }

    /** What must not be in an answer to a stranger. */
    List<String> ids() {
        return byPath.entrySet().stream()
                .filter(thing -> !thing.getKey().equals("/api/v1/admin/tenants/{id}"))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
    }

    /** The operation's path with the owner's ids in it; the parameters that name nothing owned stay as they are given. */
    String path(Operation operation, Map<String, String> shared) {
        var path = operation.path();
        for (var parameter : operation.parameters()) {
            var id = shared.containsKey(parameter) ? shared.get(parameter) : owned(operation, parameter);
            path = path.replace("{" + parameter + "}", String.valueOf(id));
        }
        return path;
    }

    /** The same path with ids that nobody has. */
    static String nowhere(String path) {
        return path.replaceAll(
                "(ten|cnv|kno|mem|key|msg|trn|vis|per|ivk|blk|egr|tol|itg|opn|wch|tc|inv|chg|whe|ntc|pay|pmt|alr|pur|eps|gnt|tkt|tcm)_[0-9a-z]{26}",
                "$1_" + fresh());
    }

    private String owned(Operation operation, String parameter) {
        var prefix = operation.path().substring(0, operation.path().indexOf("{" + parameter + "}"));
        var id = byPath.get(prefix + "{" + parameter + "}");
        if (id == null) {
            throw new AssertionError("The matrix has no row for {" + parameter + "} of " + operation.name()
                    + ": add the owner's thing to Things, or the parameter to Matrix.SHARED");
        }
        return id;
    }

    private static String fresh() {
        return new TenantId(UUID.randomUUID()).toString().substring("ten_".length());
    }
}
