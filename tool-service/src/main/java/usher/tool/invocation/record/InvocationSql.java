package usher.tool.invocation.record;

/** The statements on invocations. */
final class InvocationSql {
    private static final String BEFORE = """
            select id, call_id, tool as called, conversation_id, state, uncertain, deadline, target, result, display,
                   error_code, error_message, retryable, http_status, attempts, duration_ms
              from invocation
             where tenant_id = $1
            """;

    static final String FIND = BEFORE + " and id = $2";

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
