package usher.chat.assistant.context;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import usher.chat.model.Prompt;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/**
 * The running summary of each conversation that has outgrown the window. It is brought up to date after a turn, beside
 * the hot path, and grows by the messages that fell out since.
 */
@ApplicationScoped
public class Summaries {
    private static final Logger LOG = Logger.getLogger(Summaries.class);
    private static final UUID NOTHING = new UUID(0, 0);
    private static final int AT_ONCE = 200;
    /** The next turn brings a question and an answer, by which two more messages fall out. */
    private static final int ARRIVING = 2;

    private static final String FIND =
            "select text, through from conversation_summary where tenant_id = $1 and conversation_id = $2";
    private static final String FALLEN = """
            select id, role, text from message
             where tenant_id = $1 and conversation_id = $2 and id > $3
               and id < (select n.id from message n where n.tenant_id = $1 and n.conversation_id = $2
                          order by n.id desc offset $4 limit 1)
             order by id limit $5
            """;
    /** Two refreshes at once fold in the same messages; the one that got further stays. */
    private static final String STORE = """
            insert into conversation_summary (tenant_id, conversation_id, text, through) values ($1, $2, $3, $4)
            on conflict (tenant_id, conversation_id) do update
               set text = excluded.text, through = excluded.through, updated_at = now()
             where conversation_summary.through < excluded.through
            """;

    private final Tenancy tenancy;
    private final Summariser summariser;
    private final ContextConfig config;

    Summaries(Tenancy tenancy, Summariser summariser, ContextConfig config) {
        this.tenancy = tenancy;
        this.summariser = summariser;
        this.config = config;
    }

    private record Kept(String text, UUID through) {}

    /** Empty when nothing has fallen out yet. */
    public Uni<String> of(TenantId tenant, ConversationId conversation) {
        return tenancy.sql(tenant, connection -> find(connection, tenant, conversation))
                .map(Kept::text);
    }

    /** Starts to sum up and returns at once; the summary being late costs one look further back, not a turn. */
    public void refresh(TenantId tenant, ConversationId conversation, String locale) {
        tenancy.sql(tenant, connection -> fallen(connection, tenant, conversation))
                .chain(fallen -> fallen.lines().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : summariser
                                .sumUp(tenant, conversation, fallen.kept().text(), fallen.lines(), locale)
                                .chain(notes -> store(tenant, conversation, notes, fallen.through())))
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("A summary was not written cause=%s", failure));
    }

    private record Fallen(Kept kept, List<Prompt.Line> lines, UUID through) {}

    private Uni<Fallen> fallen(SqlConnection connection, TenantId tenant, ConversationId conversation) {
        return find(connection, tenant, conversation)
                .chain(kept -> connection
                        .preparedQuery(FALLEN)
                        .execute(Tuple.of(
                                tenant.value(),
                                conversation.value(),
                                kept.through(),
                                Math.max(0, config.messages() - ARRIVING - 1),
                                AT_ONCE))
                        .map(rows -> fallen(kept, rows)));
    }

    private static Fallen fallen(Kept kept, RowSet<Row> rows) {
        var through = kept.through();
        var lines = new ArrayList<Prompt.Line>();
        for (var row : rows) {
            var visitor = row.getString("role").equals("visitor");
            lines.add(new Prompt.Line(
                    visitor ? Prompt.Speaker.VISITOR : Prompt.Speaker.ASSISTANT, row.getString("text")));
            through = row.getUUID("id");
        }
        return new Fallen(kept, lines, through);
    }

    private Uni<Void> store(TenantId tenant, ConversationId conversation, String notes, UUID through) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(STORE)
                        .execute(Tuple.of(tenant.value(), conversation.value(), notes, through))
                        .replaceWithVoid());
    }

    private static Uni<Kept> find(SqlConnection connection, TenantId tenant, ConversationId conversation) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(tenant.value(), conversation.value()))
                .map(rows -> {
                    for (var row : rows) {
                        return new Kept(row.getString("text"), row.getUUID("through"));
                    }
                    return new Kept("", NOTHING);
                });
    }
}
