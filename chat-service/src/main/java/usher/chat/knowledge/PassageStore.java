package usher.chat.knowledge;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import usher.chat.knowledge.retrieval.Row;
import usher.chat.knowledge.retrieval.Source;
import usher.chat.model.ModelName;
import usher.contracts.id.KnowledgeId;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/** Reads all that a tenant knows, to be indexed. */
@ApplicationScoped
class PassageStore {
    private static final int AT_ONCE = 2_000;
    private static final String VERSION = "select version from knowledge_version where tenant_id = $1";
    private static final String SOURCES = """
            select id, title, url, case kind when 'faq' then text end as answer from knowledge
             where tenant_id = $1 and status = 'active'
            """;
    /** Vectors come in Postgres' own binary form: as an array of objects they would take ten times the memory. */
    private static final String PASSAGES = """
            select knowledge_id, chunk, part, text, model, array_send(embedding) as vector from passage
             where tenant_id = $1 and (knowledge_id, chunk) > ($2, $3) order by knowledge_id, chunk limit $4
            """;

    private static final int HEADER_BYTES = 20;
    private static final int VALUE_BYTES = 8;
    private static final int LENGTH_BYTES = 4;

    private final Tenancy tenancy;

    PassageStore(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** 0 for a tenant that never knew anything. */
    Uni<Long> version(TenantId tenant) {
        return tenancy.sql(tenant, connection -> version(connection, tenant));
    }

    /** Rows whose vector another model made have none; {@code strange} is how many these are. */
    record Contents(long version, List<Row> rows, int strange) {}

    /** The version is read first: a change in between makes it look older than it is, and it is read again. */
    Uni<Contents> load(TenantId tenant, ModelName model) {
        return tenancy.sql(
                tenant,
                connection -> version(connection, tenant)
                        .chain(version -> sources(connection, tenant)
                                .chain(sources -> rows(connection, tenant, model, sources))
                                .map(rows -> contents(version, rows))));
    }

    private static Contents contents(long version, List<Row> rows) {
        int strange =
                (int) rows.stream().filter(row -> row.vector().length == 0).count();
        return new Contents(version, rows, strange);
    }

    private static Uni<Long> version(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(VERSION)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong("version"));
    }

    private static Uni<Map<UUID, Source>> sources(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(SOURCES)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> {
                    var sources = new HashMap<UUID, Source>();
                    rows.forEach(row -> sources.put(
                            row.getUUID("id"),
                            new Source(
                                    new KnowledgeId(row.getUUID("id")),
                                    row.getString("title"),
                                    row.getString("url"),
                                    row.getString("answer"))));
                    return sources;
                });
    }

    private static Uni<List<Row>> rows(
            SqlConnection connection, TenantId tenant, ModelName model, Map<UUID, Source> sources) {
        var all = new ArrayList<Row>();
        var last = new Place(model.toString(), new UUID(0, 0), -1);
        return Multi.createBy()
                .repeating()
                .uni(() -> last, place -> page(connection, tenant, place, sources, all))
                .until(read -> read < AT_ONCE)
                .collect()
                .last()
                .replaceWith(all);
    }

    /** The last row read: where the next page begins, and whose vectors are wanted. */
    private static final class Place {
        private final String model;
        private UUID knowledge;
        private int chunk;

        Place(String model, UUID knowledge, int chunk) {
            this.model = model;
            this.knowledge = knowledge;
            this.chunk = chunk;
        }
    }

    private static Uni<Integer> page(
            SqlConnection connection, TenantId tenant, Place place, Map<UUID, Source> sources, List<Row> all) {
        return connection
                .preparedQuery(PASSAGES)
                .execute(Tuple.of(tenant.value(), place.knowledge, place.chunk, AT_ONCE))
                .map(rows -> read(rows, place, sources, all));
    }

    private static int read(
            RowSet<io.vertx.mutiny.sqlclient.Row> rows, Place place, Map<UUID, Source> sources, List<Row> all) {
        for (var row : rows) {
            place.knowledge = row.getUUID("knowledge_id");
            place.chunk = row.getInteger("chunk");
            var source = sources.get(place.knowledge);
            if (source != null) {
                var part = Row.Part.valueOf(row.getString("part").toUpperCase(Locale.ROOT));
                var vector = row.getString("model").equals(place.model)
                        ? vector(row.get(Buffer.class, "vector"))
                        : new float[0];
                all.add(new Row(source, part, place.chunk, row.getString("text"), vector));
            }
        }
        return rows.size();
    }

    /** A header, then each value as its length and four bytes. */
    private static float[] vector(Buffer bytes) {
        var vector = new float[(bytes.length() - HEADER_BYTES) / VALUE_BYTES];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = bytes.getFloat(HEADER_BYTES + i * VALUE_BYTES + LENGTH_BYTES);
        }
        return vector;
    }
}
