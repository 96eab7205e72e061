package usher.chat.retention;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;

/**
 * Writes a day's messages to object storage, one JSON document a line, gzipped, in parts of a bounded size. Keys name tenant,
 * day and part, so that storing a day again overwrites it with the same.
 */
@ApplicationScoped
class Archive {
    private static final String PART = """
            select m.id, ((to_jsonb(m) - 'tenant_id') || jsonb_build_object(
                       'conversation', to_jsonb(c) - 'tenant_id', 'receipt', to_jsonb(r) - 'tenant_id',
                       'feedback', to_jsonb(f) - 'tenant_id'))::text as line
              from message m
              join conversation c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
              left join receipt r on r.tenant_id = m.tenant_id and r.message_id = m.id
              left join feedback f on f.tenant_id = m.tenant_id and f.subject_id = m.id
             where m.tenant_id = $1 and m.created_at >= $2 and m.created_at < $3
               and m.id >= id_at($2 - interval '1 day') and m.id < id_at($3 + interval '1 day')
               and ($4::uuid is null or m.id > $4)
             order by m.id limit $5
            """;

    private final ObjectStorage storage;
    private final ArchiveConfig config;

    Archive(ObjectStorage storage, ArchiveConfig config) {
        this.storage = storage;
        this.config = config;
    }

    /** Where the next part begins; {@code last} is the last message stored. */
    private static final class Progress {
        int part;

        @Nullable
        UUID last;
    }

    Uni<Void> store(SqlConnection connection, TenantId tenant, Period period) {
        return Multi.createBy()
                .repeating()
                .uni(Progress::new, progress -> part(connection, tenant, period, progress))
                .whilst(rows -> rows == config.part())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Integer> part(SqlConnection connection, TenantId tenant, Period period, Progress progress) {
        return connection
                .preparedQuery(PART)
                .execute(Tuple.of(tenant.value(), period.from(), period.to(), progress.last, config.part()))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(0)
                        : put(key(tenant, period, progress.part + 1), rows)
                                .invoke(() -> {
                                    progress.part++;
                                    progress.last = last(rows);
                                })
                                .replaceWith(rows.size()));
    }

    private Uni<Void> put(String key, RowSet<Row> rows) {
        return Uni.createFrom()
                .item(() -> packed(rows))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(body -> storage.put(key, body));
    }

    private String key(TenantId tenant, Period period, int part) {
        return "%s/%s/%s/part-%05d.jsonl.gz".formatted(config.prefix(), tenant, period.day(), part);
    }

    private static @Nullable UUID last(RowSet<Row> rows) {
        UUID last = null;
        for (var row : rows) {
            last = row.getUUID("id");
        }
        return last;
    }

    private static byte[] packed(RowSet<Row> rows) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            for (var row : rows) {
                gzip.write(row.getString("line").getBytes(StandardCharsets.UTF_8));
                gzip.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
