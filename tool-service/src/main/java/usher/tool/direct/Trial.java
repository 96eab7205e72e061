package usher.tool.direct;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import usher.contracts.id.CallId;
import usher.contracts.id.InvocationId;
import usher.contracts.id.MemberId;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;

/** An operation that a member tries out, who confirms it by asking for it. */
record Trial(
        TenantId tenant,
        InvocationId id,
        CallId call,
        OperationId operation,
        String name,
        String risk,
        MemberId member,
        ObjectNode arguments,
        Instant began) {
    boolean reads() {
        return risk.equals("read");
    }
}
