package usher.tool.credential;

import java.util.List;

/** A column that holds something sealed, null where it is empty; {@code id} tells apart the rows of one tenant. */
record SealedColumn(String table, String id, String column) {
    /** All of them; a table that keeps something sealed is added here. */
    static final List<SealedColumn> ALL = List.of(
            new SealedColumn("tenant_tool", "tool_id", "sealed_secret"),
            new SealedColumn("tenant_tool", "tool_id", "former_sealed_secret"),
            new SealedColumn("integration", "id", "sealed_credentials"),
            new SealedColumn("invocation", "id", "sealed_arguments"));

    /** Rows after ($2, $3) that another key than $1 has sealed, $4 of them, kept from changing. */
    String batch() {
        return """
            select tenant_id, %2$s as id, %3$s as sealed from %1$s
             where %3$s is not null and substring(decode(%3$s, 'base64') from 1 for 5) <> $1
               and (tenant_id, %2$s) > ($2, $3)
             order by tenant_id, %2$s limit $4 for update
            """.formatted(table, id, column);
    }

    String replace() {
        return """
            update %1$s t set %3$s = n.sealed
              from unnest($1::uuid[], $2::uuid[], $3::text[]) as n (tenant_id, id, sealed)
             where t.tenant_id = n.tenant_id and t.%2$s = n.id
            """.formatted(table, id, column);
    }
}
