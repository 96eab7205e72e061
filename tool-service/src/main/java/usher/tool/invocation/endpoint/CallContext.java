package usher.tool.invocation.endpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import usher.contracts.id.TenantId;

/** For whom a tool is called; see "Calls to n8n and other tool endpoints" in the API documentation. */
final class CallContext {
    /** What makes a token a token says nothing of the person. */
    private static final Set<String> OF_THE_TOKEN = Set.of("iss", "aud", "exp", "nbf", "iat", "jti", "kid");

    private CallContext() {}

    /** As {@link #of}, and says that nobody but a member of the tenant is waiting for it. */
    static ObjectNode ofTest(TenantId tenant, InvokeTool wanted, Endpoint endpoint) {
        return of(tenant, wanted, endpoint).put("test", true);
    }

    static ObjectNode of(TenantId tenant, InvokeTool wanted, Endpoint endpoint) {
        var context = JsonNodeFactory.instance
                .objectNode()
                .put("tenant_id", tenant.toString())
                .put("conversation_id", wanted.conversation().toString())
                .put("message_id", wanted.messageId().toString())
                .put("call_id", wanted.callId().toString());
        if (wanted.identity() != null) {
            ObjectNode person = wanted.identity().deepCopy();
            context.set("end_user", person.remove(OF_THE_TOKEN));
        }
        if (wanted.locale() != null) {
            context.put("locale", wanted.locale());
        }
        if (endpoint.config() != null) {
            context.set("config", endpoint.config());
        }
        return context;
    }
}
