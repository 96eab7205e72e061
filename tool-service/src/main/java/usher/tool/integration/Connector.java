package usher.tool.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import usher.tool.target.Call;
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

    /** Whatever goes wrong becomes a failed reply with a code; the result is as the other side gave it, within bounds. */
    Uni<Reply> call(Link link, Operation operation, Call call);
}
