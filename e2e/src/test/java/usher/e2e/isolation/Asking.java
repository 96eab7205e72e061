package usher.e2e.isolation;

import java.sql.SQLException;
import java.util.UUID;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.e2e.client.Tenant;
import usher.e2e.world.Database;

/** An act that waits for a yes, written past the service: no tool that moves money runs here. */
final class Asking {
    private static final String WAITING = """
            insert into chat.confirmation (tenant_id, call_id, conversation_id, visitor_id, message_id, expires_at, created_at)
            values (?, ?, ?, ?, ?, now() + interval '1 day', now())""";

    private Asking() {}

    static String into(Database database, Tenant tenant, String conversation, String visitor, String message) {
        var call = new CallId(UUID.randomUUID());
        try (var connection = database.connect();
                var statement = connection.prepareStatement(WAITING)) {
            statement.setObject(1, TenantId.fromString(tenant.id()).value());
            statement.setObject(2, call.value());
            statement.setObject(3, ConversationId.fromString(conversation).value());
            statement.setObject(4, VisitorId.fromString(visitor).value());
            statement.setObject(5, MessageId.fromString(message).value());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return call.toString();
    }
}
