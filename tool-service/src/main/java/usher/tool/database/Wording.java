package usher.tool.database;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges a statement by its characters and words alone, whatever a parser makes of it: a second look that knows nothing of
 * grammar and so cannot be led astray by one. Literals are not looked into; names in quotes are, for functions.
 */
final class Wording {
    private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'|\"((?:[^\"]|\"\")*)\"|`((?:[^`]|``)*)`");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> KEYWORDS = Set.of(
            "alter",
            "analyze",
            "call",
            "copy",
            "create",
            "delete",
            "do",
            "drop",
            "dumpfile",
            "exec",
            "execute",
            "explain",
            "grant",
            "handler",
            "infile",
            "insert",
            "into",
            "listen",
            "load",
            "lock",
            "merge",
            "notify",
            "outfile",
            "prepare",
            "procedure",
            "revoke",
            "set",
            "share",
            "truncate",
            "update",
            "vacuum");
    private static final Set<String> FUNCTIONS = Set.of(
            "benchmark",
            "connectby",
            "crosstab",
            "current_setting",
            "currval",
            "get_lock",
            "inet_client_addr",
            "inet_server_addr",
            "is_free_lock",
            "is_used_lock",
            "lastval",
            "load_file",
            "master_pos_wait",
            "nextval",
            "release_all_locks",
            "release_lock",
            "set_config",
            "setval",
            "sleep",
            "source_pos_wait",
            "sys_eval",
            "sys_exec",
            "ts_rewrite",
            "ts_stat",
            "wait_for_executed_gtid_set",
            "xpath_table");
    /** Families of functions that reach files, other servers, the session or its server, or run text as a statement. */
    private static final Pattern FAMILIES =
            Pattern.compile("(pg|lo|dblink|txid|binary_upgrade)_\\w*|dblink|\\w+_to_xml\\w*");
    /** Schemas of what a server knows of itself. */
    private static final Set<String> SCHEMAS = Set.of("information_schema", "mysql", "performance_schema", "sys");

    private static final Pattern SCHEMA = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\s*\\.");

    private Wording() {}

    static Optional<String> fault(String sql, Driver driver) {
        if (sql.indexOf('\\') >= 0 || sql.indexOf('\0') >= 0) {
            return Optional.of("A statement has no backslash.");
        }
        var names = new StringBuilder();
        var bare = QUOTED.matcher(sql).replaceAll(quoted -> {
            for (int group = 1; group <= 2; group++) {
                names.append(quoted.group(group) == null ? "" : quoted.group(group))
                        .append('\n');
            }
            return quoted.group().startsWith("'") ? "''" : "q";
        });
        return signs(bare, driver)
                .or(() -> words(bare))
                .or(() -> functions(bare + '\n' + names))
                .or(() -> schemas(bare + '\n' + sql));
    }

    private static Optional<String> signs(String bare, Driver driver) {
        var signs =
                driver == Driver.MYSQL ? List.of("--", "/*", ";", "?", "#", "@") : List.of("--", "/*", ";", "?", "$");
        return signs.stream()
                .filter(bare::contains)
                .map("A statement has no comment, no end and no parameter but :names; it contains \"%s\"."::formatted)
                .findFirst()
                .or(() -> bare.replace("''", "").contains("'")
                        ? Optional.of("A literal does not end.")
                        : Optional.empty());
    }

    private static Optional<String> words(String bare) {
        return WORD.matcher(bare)
                .results()
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .filter(KEYWORDS::contains)
                .map(
                        "A statement only reads; \"%s\" has no place in it (a column of that name goes in quotes)."
                                ::formatted)
                .findFirst();
    }

    private static Optional<String> functions(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .filter(word ->
                        FUNCTIONS.contains(word) || FAMILIES.matcher(word).matches())
                .map("A statement may not use \"%s\"."::formatted)
                .findFirst();
    }

    private static Optional<String> schemas(String text) {
        return SCHEMA.matcher(text.replace("\"", "").replace("`", ""))
                .results()
                .map(schema -> schema.group(1).toLowerCase(Locale.ROOT))
                .filter(SCHEMAS::contains)
                .map("A statement may not read \"%s\"."::formatted)
                .findFirst();
    }
}
