package usher.e2e.isolation;

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

    private static final Map<String, Object> KNOWN = Map.ofEntries(
            Map.entry("POST /api/v1/chat/sessions", Map.of()),
            Map.entry("POST /api/v1/chat/turns", Map.of("text", "Hello", "clientMessageId", "matrix-1")),
            Map.entry("POST /api/v1/chat/admin/knowledge", FAQ),
            Map.entry("POST /api/v1/chat/admin/knowledge/batch", Map.of("items", List.of(FAQ))),
            Map.entry("PUT /api/v1/chat/admin/model", Map.of("provider", "local")),
            Map.entry("PUT /api/v1/chat/admin/models/{role}", Map.of("provider", "local")),
            Map.entry("PUT /api/v1/chat/admin/models/routing", Map.of("fallback", true)),
            Map.entry(
                    "POST /api/v1/chat/admin/receipts/verify",
                    Map.of("receipt", Map.of(), "hash", "0", "key_id", "0", "signature", "0")),
            Map.entry("PUT /api/v1/chat/admin/persona", Map.of("name", "Mallory", "instructions", "Be someone else.")),
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
            Map.entry("PUT /api/v1/billing/subscription", Map.of("plan", "custom")),
            Map.entry("POST /api/v1/tools/catalog", TOOL),
            Map.entry("PUT /api/v1/tools/catalog/{tool}", TOOL),
            Map.entry(
                    "PUT /api/v1/tools/tenant-tools/{tool}",
                    Map.of("enabled", true, "url", "https://tools.example.com/hook")));

    private Bodies() {}

    /** The body for an operation; an empty object where none is known. */
    static String of(Operation operation) {
        return Api.json(KNOWN.getOrDefault(operation.name(), Map.of()));
    }
}
