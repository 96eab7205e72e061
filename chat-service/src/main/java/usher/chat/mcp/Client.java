package usher.chat.mcp;

import usher.contracts.id.TenantId;
import usher.kit.access.Caller;

/** Whoever sent a request, as its key and its headers say. */
record Client(Caller.SecretKey key, Headers headers) {
    TenantId tenant() {
        return key.tenant();
    }
}
