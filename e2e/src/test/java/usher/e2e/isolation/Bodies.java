package usher.e2e.isolation;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import usher.e2e.client.Api;

/** Bodies that would work for a right caller, so that a refusal is never owed to a broken body. */
final class Bodies {

    private static final Map<String, ?> FAQ = Map.of(
            "kind", "faq", "title", "Returns", "questions", List.of("How do I return it?"), "answer", "By post.");
    private static final Map<String, ?> TOOL = Map.of(
            "name",
            "matrix_tool",
            "description",
            "Looks something up.",
            "category",
            "orders",
            "risk",
            "read",
            "label",
            "Looking it up",
            "done_label",
            "Looked it up",
            "parameters",
            Map.of("type", "object", "properties", Map.of()));

    /** A system of a tenant's own. */
    static final Map<String, ?> SYSTEM =
            Map.of("kind", "custom_api", "name", "Owned", "settings", Map.of("base_url", "https://api.example.com"));
    /** What it can be asked. */
    static final Map<String, ?> ACT = Map.of(
            "name",
            "owned_operation",
            "description",
            "Looks something up.",
            "risk",
            "read",
            "definition",
            Map.of("method", "GET", "path", "/things"),
            "parameters",
            Map.of("type", "object", "properties", Map.of()));

    private static final Map<String, ?> IMPORT = Map.of(
            "offers", List.of(ACT), "picks", List.of(Map.of("operation", "owned_operation", "name", "matrix_import")));

    private static final Map<String, ?> WATCH =
            watch("itg_01kampz8q3fa7t9c5n2x4ehd6g", "opn_01kampz8q3fa7t9c5n2x4ehd6g");

    /** An invoice that is written by hand. */
    static final Map<String, ?> INVOICE =
            Map.of("currency", "USD", "lines", List.of(Map.of("text", "Owned", "amount_minor", 100)));

    /** A threshold of a tenant's own that nobody reaches. */
    static final Map<String, ?> ALERT = Map.of("kind", "cost", "threshold", 1_000_000_000);

    /** Something for visitors to buy. */
    static final Map<String, ?> OFFER = Map.of(
            "name", "Owned", "kind", "monthly", "price_minor", 990, "currency", "ILS", "tier", "full", "enabled", true);

    private static final Map<String, ?> SELLER = Map.of(
            "legal_name",
            "Mallory",
            "address",
            "Elsewhere",
            "country",
            "IL",
            "tax_id",
            "1",
            "number_prefix",
            "M-",
            "due_days",
            14,
            "proration",
            "day",
            "automatic",
            true);

    /** A matter for a tenant's people. */
    static final Map<String, ?> TICKET = Map.of("subject", "Owned", "text", "Owned.");

    private static final Map<String, Object> KNOWN = Map.ofEntries(
            Map.entry("POST /api/v1/chat/sessions", Map.of()),
            Map.entry("POST /api/v1/chat/turns", Map.of("text", "Hello", "clientMessageId", "matrix-1")),
            Map.entry(
                    "POST /api/v1/chat/feedback",
                    Map.of("message", "msg_01kampz8q3fa7t9c5n2x4ehd6g", "thumb", "down", "comment", "Mallory")),
            Map.entry("POST /api/v1/chat/sentiment", Map.of("text", "Hello")),
            Map.entry("POST /api/v1/chat/sentiment/batch", Map.of("texts", List.of("Hello"))),
            Map.entry("PATCH /api/v1/chat/conversations/{id}", Map.of("title", "Taken over")),
            Map.entry("PATCH /api/v1/chat/admin/conversations/{id}", Map.of("title", "Taken over")),
            Map.entry("POST /api/v1/chat/admin/knowledge", FAQ),
            Map.entry("PUT /api/v1/chat/admin/answer-cache", Map.of("enabled", true)),
            Map.entry(
                    "POST /v1/chat/completions",
                    Map.of(
                            "model",
                            "persona:support-assistant@live",
                            "messages",
                            List.of(Map.of("role", "user", "content", "Hello")))),
            Map.entry("POST /mcp", Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/list")),
            Map.entry("POST /api/v1/chat/admin/knowledge/batch", Map.of("items", List.of(FAQ))),
            Map.entry("PUT /api/v1/chat/admin/model", Map.of("provider", "local")),
            Map.entry("PUT /api/v1/chat/admin/models/{role}", Map.of("provider", "local")),
            Map.entry("PUT /api/v1/chat/admin/models/routing", Map.of("fallback", true)),
            Map.entry(
                    "POST /api/v1/chat/admin/receipts/verify",
                    Map.of("receipt", Map.of(), "hash", "0", "key_id", "0", "signature", "0")),
            Map.entry("PUT /api/v1/chat/admin/persona", Map.of("name", "Mallory", "instructions", "Be someone else.")),
            Map.entry("PUT /api/v1/chat/admin/assistant", Map.of("paused", false)),
            Map.entry("PUT /api/v1/chat/admin/assistant/conversations/{id}", Map.of("paused", false)),
            Map.entry("POST /api/v1/chat/admin/blocks", Map.of("range", "203.0.113.0/24", "reason", "Matrix")),
            Map.entry("POST /api/v1/admin/tenants", Map.of("name", "Matrix")),
            Map.entry("PATCH /api/v1/admin/tenants/{id}", Map.of("name", "Taken over")),
            Map.entry("PUT /api/v1/admin/tenants/{id}/status", Map.of("status", "suspended")),
            Map.entry("POST /api/v1/admin/tenants/{id}/keys", Map.of("kind", "secret")),
            Map.entry(
                    "POST /api/v1/admin/users",
                    Map.of(
                            "email",
                            "matrix@example.com",
                            "name",
                            "Matrix",
                            "password",
                            "correct horse battery",
                            "role",
                            "admin")),
            Map.entry("PUT /api/v1/admin/users/{id}/status", Map.of("status", "suspended")),
            Map.entry("POST /api/v1/admin/webhook-endpoints", Map.of("url", "https://hooks.example.com/matrix")),
            Map.entry(
                    "PUT /api/v1/admin/webhook-endpoints/{endpoint}", Map.of("url", "https://evil.example/taken-over")),
            Map.entry(
                    "POST /api/v1/admin/webhook-endpoints/{endpoint}/redeliver",
                    Map.of("from", "2026-01-01T00:00:00Z", "to", "2100-01-01T00:00:00Z", "all", true)),
            Map.entry("PUT /api/v1/billing/subscription", Map.of("plan", "custom")),
            Map.entry("POST /api/v1/billing/wallets", Map.of("currency", "EUR")),
            Map.entry(
                    "POST /api/v1/billing/wallets/{wallet}/credits",
                    Map.of("amount_minor", 100, "kind", "gift", "reference", "matrix")),
            Map.entry(
                    "POST /api/v1/billing/wallets/{wallet}/spendings",
                    Map.of("amount_minor", 1, "reference", "matrix")),
            Map.entry(
                    "POST /api/v1/billing/wallets/{wallet}/returns",
                    Map.of("spending", "wtx_01kampz8q3fa7t9c5n2x4ehd6g", "amount_minor", 1, "reference", "matrix")),
            Map.entry("POST /api/v1/billing/subscription/changes", Map.of("plan", "starter")),
            Map.entry("POST /api/v1/billing/subscription/changes/preview", Map.of("plan", "starter")),
            Map.entry("PUT /api/v1/billing/subscription/state", Map.of("state", "cancelled")),
            Map.entry(
                    "POST /api/v1/billing/events",
                    List.of(Map.of(
                            "specversion", "1.0", "id", "matrix-1", "source", "matrix", "type", "matrix.metric"))),
            Map.entry(
                    "POST /api/v1/billing/plans",
                    Map.of("plan", "matrix", "name", "Matrix", "terms", Map.of("currency", "USD"))),
            Map.entry(
                    "PUT /api/v1/billing/profile",
                    Map.of("legal_name", "Mallory", "address", "Elsewhere", "country", "IL")),
            Map.entry("PUT /api/v1/billing/seller", SELLER),
            Map.entry("POST /api/v1/billing/invoices", INVOICE),
            Map.entry("PUT /api/v1/billing/visitor-offers/{offer}", OFFER),
            Map.entry("PUT /api/v1/billing/visitor-selling", Map.of("free_messages_per_day", 1, "grace_days", 1)),
            Map.entry(
                    "PUT /api/v1/billing/visitor-selling/google-play",
                    Map.of(
                            "package_name",
                            "com.example.mallory",
                            "service_account",
                            Map.of("client_email", "mallory@example.com"))),
            Map.entry(
                    "POST /api/v1/billing/visitor-subscriptions/verify",
                    Map.of("product_id", "gold", "purchase_token", "matrix")),
            Map.entry(
                    "POST /api/v1/billing/visitor-subscriptions/grants",
                    Map.of("visitor", "vis_01kampz8q3fa7t9c5n2x4ehd6g", "offer", "monthly", "reference", "matrix")),
            Map.entry("POST /api/v1/billing/visitor-subscriptions/cancel", Map.of()),
            Map.entry("POST /api/v1/billing/invoices/{invoice}/mark-paid", Map.of("reference", "matrix")),
            Map.entry(
                    "POST /api/v1/billing/invoices/{invoice}/credit-notes",
                    Map.of("amount_minor", 1, "reason", "Matrix")),
            Map.entry("PUT /api/v1/billing/payment-providers/{provider}", Map.of("enabled", false)),
            Map.entry("POST /api/v1/billing/invoices/{invoice}/payments", Map.of("provider", "stripe")),
            Map.entry("POST /api/v1/billing/payments/{payment}/refunds", Map.of("reason", "Matrix")),
            Map.entry("PUT /api/v1/billing/collection", Map.of("automatic", false, "wallet_first", true)),
            Map.entry("POST /api/v1/billing/wallets/{wallet}/top-ups", Map.of("amount_minor", 100)),
            Map.entry(
                    "PUT /api/v1/billing/wallets/{wallet}/recharge",
                    Map.of("threshold_minor", 100, "amount_minor", 100, "per_day", 1)),
            Map.entry("POST /api/v1/billing/alerts", ALERT),
            Map.entry("PUT /api/v1/billing/alerts/{alert}", ALERT),
            Map.entry("PUT /api/v1/billing/daily-summary", Map.of("enabled", true)),
            Map.entry("PUT /api/v1/billing/subscription/approval", Map.of("approved", true)),
            Map.entry(
                    "POST /api/v1/billing/outcome-rules",
                    Map.of("effective_from", "2199-01-01T00:00:00Z", "terms", Map.of("contained_after", "PT24H"))),
            Map.entry("POST /api/v1/billing/outcome-rules/previews", Map.of("month", thisMonth(), "terms", Map.of())),
            Map.entry("POST /api/v1/billing/episodes/{episode}/reversals", Map.of("reason", "Matrix")),
            Map.entry("PUT /api/v1/billing/plans/{plan}/sale", Map.of("enabled", true)),
            Map.entry("POST /api/v1/chat/admin/confirmations/{call}/decision", Map.of("decision", "decline")),
            Map.entry("POST /api/v1/tools/egress-rules", Map.of("host", "matrix.example.com")),
            Map.entry("POST /api/v1/tools/catalog", TOOL),
            Map.entry("PUT /api/v1/tools/catalog/{tool}", TOOL),
            Map.entry("POST /api/v1/tools/integrations", SYSTEM),
            Map.entry(
                    "PUT /api/v1/tools/integrations/{integration}",
                    Map.of(
                            "name",
                            "Taken over",
                            "enabled",
                            true,
                            "settings",
                            Map.of("base_url", "https://evil.example"))),
            Map.entry("POST /api/v1/tools/integrations/{integration}/operations", ACT),
            Map.entry("PUT /api/v1/tools/integrations/{integration}/operations/{operation}", ACT),
            Map.entry("POST /api/v1/tools/integrations/{integration}/imports", IMPORT),
            Map.entry("POST /api/v1/tools/integrations/{integration}/imports/preview", Map.of("offers", List.of(ACT))),
            Map.entry(
                    "PUT /api/v1/tools/integrations/{integration}/operations/{operation}/live-source",
                    Map.of("label", "Taken over")),
            Map.entry(
                    "PUT /api/v1/tools/integrations/{integration}/operations/{operation}/look-up",
                    Map.of("operation", "opn_01kampz8q3fa7t9c5n2x4ehd6g", "found", "/id")),
            Map.entry(
                    "POST /api/v1/tools/internal/live-data",
                    Map.of(
                            "operations",
                            List.of("opn_01kampz8q3fa7t9c5n2x4ehd6g"),
                            "question",
                            "Hello",
                            "timeout_ms",
                            100)),
            Map.entry(
                    "POST /api/v1/tools/internal/invocations/{call}/decision",
                    Map.of(
                            "decision",
                            "decline",
                            "conversation",
                            "cnv_01kampz8q3fa7t9c5n2x4ehd6g",
                            "message_id",
                            "msg_01kampz8q3fa7t9c5n2x4ehd6g",
                            "visitor",
                            "vis_01kampz8q3fa7t9c5n2x4ehd6g")),
            Map.entry("POST /api/v1/tools/tenant-tools/{tool}/test", Map.of("arguments", Map.of())),
            Map.entry("POST /api/v1/tools/stock-watches", WATCH),
            Map.entry("PUT /api/v1/tools/stock-watches/{watch}", WATCH),
            Map.entry("POST /api/v1/tools/own-tools", TOOL),
            Map.entry("PUT /api/v1/tools/own-tools/{ownTool}", TOOL),
            Map.entry(
                    "PUT /api/v1/tools/tenant-tools/{tool}",
                    Map.of("enabled", true, "url", "https://tools.example.com/hook")),
            Map.entry("POST /api/v1/admin/tickets", TICKET),
            Map.entry("PATCH /api/v1/admin/tickets/{ticket}", Map.of("subject", "Taken over")),
            Map.entry("PUT /api/v1/admin/tickets/{ticket}/status", Map.of("status", "solved")),
            Map.entry(
                    "PUT /api/v1/admin/tickets/{ticket}/assignee", Map.of("member", "mem_01kampz8q3fa7t9c5n2x4ehd6g")),
            Map.entry("POST /api/v1/admin/tickets/{ticket}/comments", Map.of("text", "Mallory")));

    private Bodies() {}

    private static String thisMonth() {
        return YearMonth.now(ZoneOffset.UTC).toString();
    }

    /** An article that would be watched by asking such a system; it is off, for looking at it would change its row. */
    static Map<String, ?> watch(String system, String act) {
        return Map.of("integration", system, "name", "Owned", "operation", act, "quantity", "/left", "enabled", false);
    }

    /** A tool of a tenant's own. */
    static Map<String, ?> ownTool() {
        var own = new HashMap<String, Object>(TOOL);
        own.put("name", "owned_tool");
        return own;
    }

    /** The body for an operation; an empty object where none is known. */
    static String of(Operation operation) {
        return Api.json(KNOWN.getOrDefault(operation.name(), Map.of()));
    }
}
