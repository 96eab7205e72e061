package usher.tool.invocation;

/** The statements on invocations. */
final class InvocationSql {
    /** The tools of tenant $1. */
    private static final String TENANT_TOOL = """
            select t.tool_id, t.url, t.operation_id, t.timeout_ms, t.config, t.sealed_secret,
                    t.former_sealed_secret, t.former_secret_until,
                   c.name, c.risk, c.revision, c.parameters, c.identity
              from tenant_tool t join catalog_tool c on c.id = t.tool_id
             where t.tenant_id = $1 and c.status = 'active'
                and (c.tenant_id is null or c.tenant_id = $1)
            """;

    private static final String BEFORE = """
            select id, call_id, tool as called, conversation_id, state, uncertain, deadline, target, result, display,
                   error_code, error_message, retryable, http_status, attempts, duration_ms
              from invocation
             where tenant_id = $1
            """;

    static final String FIND = BEFORE + " and id = $2";

    /** Tool $2, switched on or not. */
    static final String ENDPOINT = TENANT_TOOL + " and t.tool_id = $2";

    static final String ENABLED_ENDPOINT = ENDPOINT + " and t.enabled";

    /** The tool named $2, the tenant's own before that of the platform. */
    static final String NAMED_ENDPOINT =
            TENANT_TOOL + " and t.enabled and c.name = $2 order by c.tenant_id nulls last limit 1";

    /** No row when somebody else has stored this call in the meantime. */
    static final String START = """
            insert into invocation (tenant_id, id, call_id, tool_id, tool, risk, target, conversation_id, message_id, test,
                                    arguments, state, fingerprint, effect_key, uncertain, sealed_arguments, repeats,
                                    decision, decided_by, decided_at, deadline, created_at, updated_at,
                                    result, display, error_code, error_message, retryable, http_status, attempts,
                                    duration_ms)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8::uuid is null,
                    $10, $11, $12, $13, $14, $15, $16,
                    case when $17::text is null then null else 'confirm' end, $17::text,
                    case when $17::text is null then null else $19::timestamptz end, $18, $19, $19,
                    $20, $21, $22, $23, $24, $25, $26, $27)
            on conflict (tenant_id, call_id) do nothing
            returning id
            """;

    /** A call of tenant $1 that had to be confirmed, with what confirming it takes. */
    static final String TO_DECIDE = """
            select id, call_id, tool as called, tool_id, conversation_id, state, uncertain, deadline, target, result,
                   display, error_code, error_message, retryable, http_status, attempts, duration_ms, sealed_arguments
              from invocation
             where tenant_id = $1 and call_id = $2 and risk = 'money'
            """;

    static final String DECIDE = """
            update invocation
               set state = case when $3 = 'confirm' then 'running' else state end,
                   sealed_arguments = case when $3 = 'confirm' then null else sealed_arguments end,
                   decision = $3, decided_by = $4, decided_in = $5, decided_at = $6, deadline = $7, updated_at = $6
             where tenant_id = $1 and id = $2 and state = 'awaiting'
            returning id
            """;

    /** Of all tenants: calls that were to be over, or decided, before $1; the oldest $2. */
    static final String OVERDUE = """
            select tenant_id, id, tool, conversation_id, state, uncertain
              from invocation
             where state in ('running', 'awaiting') and deadline <= $1
             order by deadline
             limit $2
            """;

    private InvocationSql() {}
}
