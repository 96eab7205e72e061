package usher.chat.receipt;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** The stored receipts. */
@ApplicationScoped
class Receipts {
    /** The newest of one conversation that are checked at once. */
    static final int LONGEST_CHAIN = 500;

    private static final String FIND = """
            select r.body, r.hash, r.seal, r.key_id, m.text from receipt r
              join message m on m.tenant_id = r.tenant_id and m.id = r.message_id
             where r.tenant_id = $1 and r.message_id = $2 and r.body is not null and ($3::uuid is null or m.visitor_id = $3)
            """;
    private static final String HEAD = "select receipt_head from conversation where tenant_id = $1 and id = $2";
    private static final String CHAIN = """
            select r.body, r.hash, r.seal, r.key_id, m.text from message m
              join receipt r on r.tenant_id = m.tenant_id and r.message_id = m.id
             where m.tenant_id = $1 and m.conversation_id = $2 and r.body is not null
             order by m.id desc limit $3
            """;

    private final Tenancy tenancy;

    Receipts(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** A receipt as it stands in the database, with the text it is about; nothing of it is believed yet. */
    record Stored(String body, String hash, String seal, String keyId, String text) {}

    /** The newest receipts of a conversation and what the conversation says is the last one's hash. */
    record Chain(@Nullable String head, List<Stored> receipts) {}

    Uni<Stored> find(TenantId tenant, MessageId message) {
        return find(tenant, null, message);
    }

    /** Where a visitor is given, of its own messages alone. */
    Uni<Stored> find(TenantId tenant, @Nullable VisitorId visitor, MessageId message) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(FIND)
                        .execute(Tuple.of(tenant.value(), message.value(), visitor == null ? null : visitor.value()))
                        .map(rows -> list(rows).stream().findFirst().orElseThrow(Refusal::notFound)));
    }

    Uni<Chain> chain(TenantId tenant, ConversationId conversation) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(HEAD)
                        .execute(Tuple.of(tenant.value(), conversation.value()))
                        .chain(found -> {
                            if (found.size() == 0) {
                                throw Refusal.notFound();
                            }
                            var head = found.iterator().next().getString(0);
                            return connection
                                    .preparedQuery(CHAIN)
                                    .execute(Tuple.of(tenant.value(), conversation.value(), LONGEST_CHAIN))
                                    .map(rows -> new Chain(head, list(rows)));
                        }));
    }

    private static List<Stored> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Stored(
                        row.getString("body"),
                        row.getString("hash"),
                        row.getString("seal"),
                        row.getString("key_id"),
                        row.getString("text")))
                .toList();
    }
}
