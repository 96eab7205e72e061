package usher.kit.seal;

import java.util.List;

/**
 * A column that holds something sealed, null where it is empty. {@code tenant} is the expression that says whom it was sealed for:
 * mostly the row's tenant, and the tenant of zeros for what is the platform's own. {@code rows} is the condition of those that are meant.
 */
public record SealedColumn(String table, String tenant, String column, String rows) {
    private static final String ALL = "true";

    /** All of one service, or of one part of it: a bean of this for each. What is named by none goes with its key. */
    public interface Known {
        List<SealedColumn> columns();
    }

    public static SealedColumn ofTenants(String table, String column) {
        return new SealedColumn(table, "tenant_id", column, ALL);
    }

    public static SealedColumn ofPlatform(String table, String column) {
        return new SealedColumn(table, "'00000000-0000-0000-0000-000000000000'::uuid", column, ALL);
    }

    /** The same column, of some rows: the others are sealed anew by other means. */
    public SealedColumn only(String some) {
        return new SealedColumn(table, tenant, column, some);
    }

    /** Rows after the place $2 that another key than $1 has sealed, $3 of them, kept from changing. */
    String batch() {
        return """
            select ctid::text as place, %2$s as tenant, %3$s as sealed from %1$s
             where %3$s is not null and (%4$s) and substring(decode(%3$s, 'base64') from 1 for 5) <> $1 and ctid > $2::text::tid
             order by ctid limit $3 for update
            """.formatted(table, tenant, column, rows);
    }

    String replace() {
        return """
            update %1$s t set %2$s = n.sealed
              from unnest($1::text[], $2::text[]) as n (place, sealed)
             where t.ctid = n.place::tid
            """.formatted(table, column);
    }
}
