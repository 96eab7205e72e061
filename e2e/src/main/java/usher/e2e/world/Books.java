package usher.e2e.world;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;
import usher.e2e.client.Eventually;
import usher.e2e.client.Operator;
import usher.e2e.client.Tenant;
import usher.e2e.reconcile.Book;
import usher.e2e.reconcile.Counted;
import usher.e2e.reconcile.Metered;
import usher.e2e.reconcile.Reconciliation;
import usher.e2e.reconcile.Report;
import usher.e2e.reconcile.Stored;
import usher.e2e.standin.Ledger;
import usher.e2e.standin.StandInProvider;

/** What each part of the system has written down about a tenant. */
public final class Books {

    private static final String STORED = """
            select answer.turn_id, question.text as question, answer.text as answer
            from chat.message answer
            join chat.message question using (tenant_id, conversation_id, turn_id)
            where answer.tenant_id = ? and answer.role = 'assistant' and question.role = 'visitor'
            order by answer.id""";

    private static final String METERED = """
            select dimensions ->> 'turn' as turn, count(distinct (source, event_id)) as events,
                coalesce(sum(quantity) filter (where metric = 'messages'), 0) as messages,
                coalesce(sum(quantity) filter (where metric = 'tokens.input'), 0) as input,
                coalesce(sum(quantity) filter (where metric = 'tokens.output'), 0) as output
            from billing.ledger_entry
            where tenant_id = ? and dimensions ->> 'turn' is not null and dimensions ->> 'purpose' is null
            group by 1""";

    private static final String BILLED =
            "select coalesce(sum(quantity), 0) from billing.ledger_entry where tenant_id = ? and metric = ?";

    private static final String WAITING = """
            select (select count(*) from chat.outbox where tenant_id = ?)
                + (select count(*) from tool.outbox where tenant_id = ?)""";

    private static final String ALLOWED = """
            select coalesce(max((entitlement ->> 'amount')::bigint), 0)
            from chat.entitlement_snapshot, jsonb_array_elements(data -> 'limits') entitlement
            where tenant_id = ? and entitlement ->> 'metric' = 'messages'""";

    private static final String TOOLS =
            "select coalesce(sum(jsonb_array_length(data -> 'tools')), 0) from chat.tool_snapshot where tenant_id = ?";

    private final Database database;
    private final StandInProvider standIn;

    Books(Database database, StandInProvider standIn) {
        this.database = database;
        this.standIn = standIn;
    }

    /** Finished turns, as chat-service keeps them. */
    public List<Stored> stored(Tenant tenant) {
        return database.list(
                STORED,
                row -> new Stored(
                        new TurnId(row.getObject("turn_id", UUID.class)).toString(),
                        row.getString("question"),
                        row.getString("answer")),
                uuid(tenant));
    }

    /** Answered turns, as billing-service's ledger holds them; what broken ones used says its purpose. */
    public List<Metered> metered(Tenant tenant) {
        return database.list(
                METERED,
                row -> new Metered(
                        row.getString("turn"),
                        row.getLong("events"),
                        row.getLong("messages"),
                        row.getLong("input"),
                        row.getLong("output")),
                uuid(tenant));
    }

    /** The provider's own count of what it answered. */
    public List<Counted> counted(Tenant tenant) {
        return standIn.ledger().entries(Operator.standInKey(tenant)).stream()
                .filter(entry -> entry.outcome() == Ledger.Outcome.ANSWERED)
                .map(Counted::of)
                .toList();
    }

    public long billed(Tenant tenant, String metric) {
        return database.number(BILLED, uuid(tenant), metric);
    }

    /** Events that are true and not yet told. */
    public long waiting(Tenant tenant) {
        return database.number(WAITING, uuid(tenant), uuid(tenant));
    }

    /** Messages a month, as chat-service understands the tenant's plan. */
    public long messagesAllowed(Tenant tenant) {
        return database.number(ALLOWED, uuid(tenant));
    }

    /** Tools that chat-service may offer to this tenant's model. */
    public long tools(Tenant tenant) {
        return database.number(TOOLS, uuid(tenant));
    }

    /** Waits until every stored turn has reached the ledger; what else may be wrong, the reconciliation says. */
    public void settled(Tenant tenant, Duration limit) {
        try {
            Eventually.until(
                    "every stored turn of " + tenant + " is in the ledger",
                    limit,
                    () -> waiting(tenant) == 0
                            && metered(tenant).size() >= stored(tenant).size());
        } catch (IllegalStateException late) {
            System.err.println(late.getMessage());
        }
    }

    /** Holds what the clients saw against all of it. */
    public Report reconcile(Tenant tenant, Book clients) {
        return Reconciliation.of(clients.seen(), stored(tenant), metered(tenant), counted(tenant));
    }

    private static UUID uuid(Tenant tenant) {
        return TenantId.fromString(tenant.id()).value();
    }
}
