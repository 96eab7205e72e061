package usher.admin.notice.webhook;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An endpoint with its new secret, which is shown only this once. */
record IssuedEndpoint(
        EndpointView endpoint,

        @Schema(description = "What webhook-signature is checked with (Standard Webhooks).")
        String secret) {
    @Override
    public String toString() {
        return "IssuedEndpoint[" + endpoint.id() + "]";
    }
}
