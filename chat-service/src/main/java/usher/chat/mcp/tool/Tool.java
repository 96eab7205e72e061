package usher.chat.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import usher.chat.mcp.protocol.Client;
import usher.contracts.access.Scope;

/** One tool that other agents may use. How it is described to them stands in {@code tools.json}. */
public interface Tool {
    String name();

    Set<String> arguments();

    /** What a program that a member lets in needs to use it. */
    Scope scope();

    /** The result as the protocol writes it; refusals may be thrown. */
    Uni<ObjectNode> call(Client client, Arguments arguments);
}
