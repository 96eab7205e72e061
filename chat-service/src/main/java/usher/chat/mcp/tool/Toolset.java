package usher.chat.mcp.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import usher.chat.mcp.protocol.Client;
import usher.chat.mcp.protocol.RpcFault;
import usher.contracts.access.Scope;
import usher.kit.access.Caller;

/** The tools there are, by name, and how they are described. */
@ApplicationScoped
public class Toolset {
    private final Map<String, Tool> tools;
    private final ObjectNode described = describe();

    Toolset(@All List<Tool> tools) {
        this.tools = tools.stream().collect(Collectors.toMap(Tool::name, Function.identity()));
        described.path("tools").forEach(tool -> find(tool.path("name").asText()));
    }

    /** All that the client may use, on one page. */
    public ObjectNode list(Client client, ObjectNode params) {
        if (params.hasNonNull("cursor")) {
            throw RpcFault.invalidParams("There is no such page; all tools are on the first one.");
        }
        var list = JsonNodeFactory.instance.objectNode();
        var offered = list.putArray("tools");
        for (var tool : described.path("tools")) {
            if (client.may(find(tool.path("name").asText()).scope())) {
                offered.add(tool.deepCopy());
            }
        }
        return list;
    }

    /** What programs can be let in for, in the order of its declaration. */
    public List<String> scopes() {
        return tools.values().stream()
                .map(Tool::scope)
                .distinct()
                .sorted()
                .map(Scope::text)
                .toList();
    }

    /** Refuses a call for which the client was not let in, and says what it would need besides what it has. */
    public void requireScope(Client client, Tool tool) {
        if (client.caller() instanceof Caller.Delegate delegate && !client.may(tool.scope())) {
            var needed = EnumSet.of(tool.scope());
            needed.addAll(delegate.scopes());
            throw RpcFault.insufficientScope(Scope.list(needed));
        }
    }

    /** The tool that a call names. */
    public Tool named(ObjectNode params) {
        var name = params.path("name").textValue();
        if (name == null) {
            throw RpcFault.invalidParams("A call names a tool.");
        }
        return find(name);
    }

    /** What is refused, and what fails in a way that passes, is a result too. */
    public Uni<ObjectNode> call(Client client, Tool tool, ObjectNode params) {
        return Uni.createFrom()
                .deferred(() -> tool.call(client, Arguments.of(params, tool.arguments())))
                .onFailure(failure -> !(failure instanceof RpcFault))
                .recoverWithItem(ToolResult::failed);
    }

    private Tool find(String name) {
        var tool = tools.get(name);
        if (tool == null) {
            throw RpcFault.invalidParams("There is no tool of this name.");
        }
        return tool;
    }

    private static ObjectNode describe() {
        try (var text = Objects.requireNonNull(Toolset.class.getResourceAsStream("tools.json"))) {
            var list = JsonNodeFactory.instance.objectNode();
            list.set("tools", new ObjectMapper().readTree(text));
            return list;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
