package usher.tool.invocation.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import usher.contracts.id.TenantId;
import usher.tool.target.Call;

/** Puts together what is sent. */
public final class Calls {
    private Calls() {}

    public static Call of(TenantId tenant, InvokeTool wanted, Endpoint endpoint, ObjectNode arguments, String key) {
        return of(tenant, wanted, endpoint, arguments, key, CallContext.of(tenant, wanted, endpoint));
    }

    /** A test stands for itself, so its own id is its key. */
    public static Call ofTest(TenantId tenant, InvokeTool wanted, Endpoint endpoint, ObjectNode arguments) {
        var key = wanted.callId().toString();
        return of(tenant, wanted, endpoint, arguments, key, CallContext.ofTest(tenant, wanted, endpoint));
    }

    private static Call of(
            TenantId tenant,
            InvokeTool wanted,
            Endpoint endpoint,
            ObjectNode arguments,
            String key,
            ObjectNode context) {
        return new Call(
                tenant,
                endpoint.parameters().tool(),
                endpoint.name(),
                wanted.callId(),
                key,
                arguments,
                context,
                endpoint.timeout(),
                endpoint.reads() || endpoint.knowsKeys());
    }
}
