package usher.chat.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** One tool that other agents may use. How it is described to them stands in {@code tools.json}. */
interface Tool {
    String name();

    Set<String> arguments();

    /** The result as the protocol writes it; refusals may be thrown. */
    Uni<ObjectNode> call(Client client, Arguments arguments);
}
