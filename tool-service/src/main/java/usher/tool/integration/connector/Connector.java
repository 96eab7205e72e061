package usher.tool.integration.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;
import usher.tool.target.Call;
import usher.tool.target.Preview;
import usher.tool.target.Rehearsal;
import usher.tool.target.Reply;

/** How one kind of system is spoken with; there is one connector for each kind. */
public interface Connector {
    IntegrationKind kind();

    /** What is wrong with settings, and which credentials are missing or unknown among those named; pure, no network. */
    List<Objection> judge(ObjectNode settings, Set<String> credentials);

    /** What is wrong with the definition of an operation that takes {@code parameters}; pure, no network. */
    List<Objection> judge(ObjectNode settings, ObjectNode definition, ObjectNode parameters);

    /** Tries the connection without changing anything over there. */
    Uni<Health> test(Link link);

    /** What the system is known to have or says that it has. */
    Uni<List<OfferedOperation>> offers(Link link);

    /**
     * The request that a call begins with, without sending it and without a secret in it. Where that is not HTTP, it is what the
     * operation would be given.
     */
    default Rehearsal rehearse(Link link, Operation operation, Call call) {
        var body = JsonNodeFactory.instance.objectNode().put("operation", operation.name());
        body.set("arguments", call.arguments());
        return new Rehearsal.Sends(new Preview(null, null, Map.of(), body));
    }

    /** Whatever goes wrong becomes a failed reply with a code; the result is as the other side gave it, within bounds. */
    Uni<Reply> call(Link link, Operation operation, Call call);
}
