package usher.e2e.isolation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import usher.e2e.world.Database;

/** What is in the tables, one hash a table, so that two moments can be compared. */
record Fingerprints(Map<String, String> tables) {

    /** Tables that change by themselves, whoever calls: deliveries, what the services note about themselves, the search index, what became of conversations. */
    private static final List<String> RESTLESS = List.of(
            "flyway_schema_history",
            "outbox",
            "inbox",
            "running_turn",
            "message_search",
            "search_mark",
            "alert_sum",
            "outcome_signal",
            "outcome_conversation",
            "episode");

    static Fingerprints of(Database database) {
        var tables = new TreeMap<String, String>();
        database.list("""
                        select schemaname || '.' || tablename from pg_tables
                        where schemaname in ('chat', 'tool', 'admin', 'billing')""", row -> row.getString(1)).stream()
                .filter(table -> RESTLESS.stream().noneMatch(name -> table.endsWith("." + name)))
                .forEach(table -> tables.put(table, hash(database, table)));
        return new Fingerprints(tables);
    }

    private static String hash(Database database, String table) {
        return database.list(
                        "select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') from "
                                + table + " t",
                        row -> row.getString(1))
                .getFirst();
    }

    /** The names of the tables that are not what they were. */
    List<String> changedSince(Fingerprints before) {
        return tables.entrySet().stream()
                .filter(table -> !table.getValue().equals(before.tables.get(table.getKey())))
                .map(table ->
                        table.getKey() + " (" + before.tables.get(table.getKey()) + " → " + table.getValue() + ")")
                .toList();
    }
}
