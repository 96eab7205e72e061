package usher.tool.webhook;

import java.net.URI;
import java.time.Duration;
import usher.contracts.id.CallId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.tool.credential.WebhookSecret;

/**
 * One call of a tool's endpoint. {@code id} is the receiver's idempotency key, the same for every attempt;
 * {@code timeout} covers all attempts and the waits between them.
 */
public record WebhookCall(Target target, CallId id, WebhookSecret secret, Duration timeout, String body) {
    /** What fails or works together: one tenant's endpoint of one tool. */
    public record Target(TenantId tenant, ToolId tool, URI url) {}
}
