package usher.admin;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The tables as they are, for tests that must look behind the API. */
@ApplicationScoped
public class Database {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Pool jobs;

    Database(@ReactiveDataSource("jobs") Pool jobs) {
        this.jobs = jobs;
    }

    /** The first column of a query, as text. */
    public List<String> texts(String sql, Object... arguments) {
        var rows = jobs.preparedQuery(sql)
                .execute(Tuple.from(List.of(arguments)))
                .await()
                .atMost(PATIENCE);
        var texts = new ArrayList<String>();
        rows.forEach(row -> texts.add(String.valueOf(row.getValue(0))));
        return texts;
    }

    /** Every row of every table of the service. */
    public String everything() {
        var all = new StringBuilder();
        for (var table : texts("select table_name::text from information_schema.tables where table_schema = 'admin'")) {
            texts("select t::text from admin.\"" + table + "\" t")
                    .forEach(row -> all.append(row).append('\n'));
        }
        return all.toString();
    }
}
