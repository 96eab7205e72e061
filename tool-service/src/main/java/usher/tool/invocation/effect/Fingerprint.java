package usher.tool.invocation.effect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;

/** By which calls for the same thing are known: 64 hexadecimal digits. The values of an identity are in it as a hash alone. */
public record Fingerprint(String text) {
    public static Fingerprint of(TenantId tenant, ConversationId conversation, ToolId tool, ObjectNode arguments) {
        var whole = JsonNodeFactory.instance
                .arrayNode()
                .add(tenant.toString())
                .add(conversation.toString())
                .add(tool.toString())
                .add(arguments);
        return new Fingerprint(Hash.of(CanonicalJson.of(whole)));
    }
}
