package usher.tool.invocation;

/** The statements on invocations. */
final class InvocationSql {
    /** One row always: what is stored of call $2 of tenant $1, and where its tool $3 is called. */
    static final String STANDING = """
            select i.id, i.tool, i.state, i.result, i.display, i.error_code, i.error_message, i.retryable,
                   i.http_status, i.attempts, i.duration_ms, i.deadline,
                   e.tool_id, e.url, e.operation_id, e.timeout_ms, e.config, e.sealed_secret, e.revision, e.parameters, e.identity
              from (select 1) as one
              left join invocation i on i.tenant_id = $1 and i.call_id = $2
              left join (select t.tool_id, t.url, t.operation_id, t.timeout_ms, t.config, t.sealed_secret,
                                c.revision, c.parameters, c.identity
                           from tenant_tool t join catalog_tool c on c.id = t.tool_id
                          where t.tenant_id = $1 and t.enabled and c.name = $3 and c.status = 'active') e on true
            """;

    /** No row when somebody else has stored this call in the meantime. */
    static final String START = """
            insert into invocation (tenant_id, id, call_id, tool_id, tool, conversation_id, message_id, state, arguments,
                                    deadline, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, 'running', $8, $9, $10, $10)
            on conflict (tenant_id, call_id) do nothing
            returning id
            """;

    /** No row when the call is not running any more. */
    static final String END = """
            update invocation
               set state = $3, result = $4, display = $5, error_code = $6, error_message = $7, retryable = $8,
                   http_status = $9, attempts = $10, duration_ms = $11, updated_at = $12
             where tenant_id = $1 and id = $2 and state = 'running'
            returning id
            """;

    static final String PAGE = """
            select id, tool, conversation_id, call_id, arguments, result, state, http_status, attempts, duration_ms,
                   error_code, error_message, created_at
              from invocation
             where tenant_id = $1 and ($2::uuid is null or conversation_id = $2) and ($3::uuid is null or id < $3)
             order by id desc
             limit $4
            """;

    private InvocationSql() {}
}
