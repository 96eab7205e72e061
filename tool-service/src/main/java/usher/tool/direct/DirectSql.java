package usher.tool.direct;

/** The statements on direct calls. */
final class DirectSql {
    /** Operation $3 of integration $2 of tenant $1. */
    static final String OPERATION = """
            select o.name, o.risk
              from operation o join integration i on i.tenant_id = o.tenant_id and i.id = o.integration_id
             where o.tenant_id = $1 and o.integration_id = $2 and o.id = $3 and o.status = 'active'
               and i.deleted_at is null
            """;

    /** What changes something is confirmed by the member $6 who asks for it. */
    static final String BEGIN = """
            insert into invocation (tenant_id, id, call_id, tool, risk, target, test, origin, asked_by, arguments, state,
                                    decision, decided_by, decided_at, deadline, created_at, updated_at)
            values ($1, $2, $3, $4, $5::text, 'integration', true, 'trial', $6::text, $7, 'running',
                    case when $5::text = 'read' then null else 'confirm' end,
                    case when $5::text = 'read' then null else $6::text end,
                    case when $5::text = 'read' then null else $9::timestamptz end, $8, $9::timestamptz, $9::timestamptz)
            """;

    static final String END = "select end_call($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, null, null)";

    static final String LIVE = """
            insert into invocation (tenant_id, id, call_id, tool, risk, target, origin, arguments, state, error_code,
                                    error_message, http_status, attempts, duration_ms, created_at, deadline, updated_at)
            values ($1, $2, $3, $4, 'read', 'integration', 'live', $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)
            """;

    static final String STOCK =
            "select record_stock_look($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";

    private DirectSql() {}
}
