package usher.chat.knowledge;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import usher.chat.model.ModelName;
import usher.contracts.id.TenantId;

/** Writes entries and passages in sets: columns as arrays, one statement for many rows. */
final class EntryRows {
    private static final int PASSAGES_AT_ONCE = 1_000;

    /** Questions are passed as JSON, since Postgres has no arrays of arrays of different lengths. */
    private static final String INSERT = """
            insert into knowledge
                   (tenant_id, id, kind, title, url, text, questions, passages, hash, created_at, updated_at)
            select $1, e.id, e.kind, e.title, e.url, e.text,
                   array(select q #>> '{}' from jsonb_array_elements(e.questions::jsonb) q), e.passages, e.hash, $10, $10
              from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::text[])
                   as e (id, kind, title, url, text, questions, passages, hash)
            on conflict (tenant_id, hash) where status = 'active' do nothing
            returning id
            """;

    private static final String INSERT_PASSAGES = """
            insert into passage (tenant_id, knowledge_id, chunk, part, text, embedding, model)
            select $1, p.knowledge_id, p.chunk, p.part, p.text, p.embedding::real[], $7
              from unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[])
                   as p (knowledge_id, chunk, part, text, embedding)
            """;

    private EntryRows() {}

    /** The vectors of all passages, in their order, and the model that made them. */
    record Embedded(ModelName model, List<float[]> vectors) {}

    private record PassageRow(UUID knowledge, int chunk, Lesson.Piece piece, float[] vector) {}

    /** The ids of those that somebody else had not written in the meantime. */
    static Uni<Set<UUID>> insert(SqlConnection connection, TenantId tenant, List<Lesson> lessons, OffsetDateTime now) {
        var arguments = Tuple.tuple()
                .addUUID(tenant.value())
                .addArrayOfUUID(column(lessons, lesson -> lesson.id().value(), UUID[]::new))
                .addArrayOfString(column(lessons, Lesson::kind, String[]::new))
                .addArrayOfString(column(lessons, Lesson::title, String[]::new))
                .addArrayOfString(column(lessons, Lesson::url, String[]::new))
                .addArrayOfString(column(lessons, Lesson::text, String[]::new))
                .addArrayOfString(column(lessons, EntryRows::json, String[]::new))
                .addArrayOfInteger(column(lessons, lesson -> lesson.pieces().size(), Integer[]::new))
                .addArrayOfString(column(lessons, Lesson::hash, String[]::new))
                .addOffsetDateTime(now);
        return connection.preparedQuery(INSERT).execute(arguments).map(rows -> {
            var fresh = new HashSet<UUID>();
            rows.forEach(row -> fresh.add(row.getUUID("id")));
            return fresh;
        });
    }

    static Uni<Void> insertPassages(
            SqlConnection connection, TenantId tenant, List<Lesson> lessons, Set<UUID> fresh, Embedded embedded) {
        var rows = rows(lessons, fresh, embedded.vectors());
        return Multi.createFrom()
                .range(0, Math.ceilDiv(rows.size(), PASSAGES_AT_ONCE))
                .map(part ->
                        rows.subList(part * PASSAGES_AT_ONCE, Math.min(rows.size(), (part + 1) * PASSAGES_AT_ONCE)))
                .onItem()
                .transformToUniAndConcatenate(part ->
                        connection.preparedQuery(INSERT_PASSAGES).execute(arguments(tenant, part, embedded.model())))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static List<PassageRow> rows(List<Lesson> lessons, Set<UUID> fresh, List<float[]> vectors) {
        var rows = new ArrayList<PassageRow>();
        int at = 0;
        for (var lesson : lessons) {
            for (int chunk = 0; chunk < lesson.pieces().size(); chunk++, at++) {
                if (fresh.contains(lesson.id().value())) {
                    rows.add(new PassageRow(
                            lesson.id().value(), chunk, lesson.pieces().get(chunk), vectors.get(at)));
                }
            }
        }
        return rows;
    }

    private static Tuple arguments(TenantId tenant, List<PassageRow> rows, ModelName model) {
        return Tuple.tuple()
                .addUUID(tenant.value())
                .addArrayOfUUID(column(rows, PassageRow::knowledge, UUID[]::new))
                .addArrayOfInteger(column(rows, PassageRow::chunk, Integer[]::new))
                .addArrayOfString(
                        column(rows, row -> row.piece().part().name().toLowerCase(Locale.ROOT), String[]::new))
                .addArrayOfString(column(rows, row -> row.piece().text(), String[]::new))
                .addArrayOfString(column(rows, row -> literal(row.vector()), String[]::new))
                .addString(model.toString());
    }

    private static <R, T> T[] column(List<R> rows, Function<R, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    static String literal(float[] vector) {
        var literal = new StringBuilder(vector.length * 12).append('{');
        for (float value : vector) {
            literal.append(literal.length() == 1 ? "" : ",").append(value);
        }
        return literal.append('}').toString();
    }

    private static String json(Lesson lesson) {
        return new JsonArray(lesson.questions()).encode();
    }
}
