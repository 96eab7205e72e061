package usher.chat.knowledge;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.KnowledgeId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** What tenants know, as rows. A change and the new version are one transaction. */
@ApplicationScoped
class Entries {
    private static final String LIST = """
            select id, kind, title, url, status, passages, created_at, updated_at from knowledge
             where tenant_id = $1 and status = 'active' and ($2::uuid is null or id < $2) order by id desc limit $3
            """;
    private static final String ONE = "select * from knowledge where tenant_id = $1 and id = $2 and status = 'active'";
    private static final String KNOWN =
            "select hash from knowledge where tenant_id = $1 and status = 'active' and hash = any($2)";
    private static final String WITH_HASHES = """
            select hash, id, kind, title, url, status, passages, created_at, updated_at from knowledge
             where tenant_id = $1 and status = 'active' and hash = any($2)
            """;
    private static final String DELETE = """
            update knowledge set status = 'deleted', updated_at = $3
             where tenant_id = $1 and id = $2 and status = 'active'
            """;
    private static final String DROP_PASSAGES = "delete from passage where tenant_id = $1 and knowledge_id = $2";
    private static final String NEXT_VERSION = """
            insert into knowledge_version (tenant_id, version) values ($1, 1)
            on conflict (tenant_id) do update set version = knowledge_version.version + 1
            """;

    private final Tenancy tenancy;
    private final InstantSource clock;

    Entries(Tenancy tenancy, InstantSource clock) {
        this.tenancy = tenancy;
        this.clock = clock;
    }

    Uni<List<KnowledgeView>> list(TenantId tenant, @Nullable KnowledgeId after, int rows) {
        var arguments = Tuple.of(tenant.value(), after == null ? null : after.value(), rows);
        return query(tenant, LIST, arguments, KnowledgeView::brief);
    }

    Uni<KnowledgeView> get(TenantId tenant, KnowledgeId id) {
        return query(tenant, ONE, Tuple.of(tenant.value(), id.value()), KnowledgeView::whole)
                .map(found -> {
                    if (found.isEmpty()) {
                        throw Refusal.notFound();
                    }
                    return found.getFirst();
                });
    }

    Uni<Set<String>> known(TenantId tenant, Collection<String> hashes) {
        return query(tenant, KNOWN, Tuple.of(tenant.value(), array(hashes)), row -> row.getString("hash"))
                .map(Set::copyOf);
    }

    Uni<Map<String, KnowledgeView>> withHashes(TenantId tenant, Collection<String> hashes) {
        return query(tenant, WITH_HASHES, Tuple.of(tenant.value(), array(hashes)), Function.identity())
                .map(rows ->
                        rows.stream().collect(Collectors.toMap(row -> row.getString("hash"), KnowledgeView::brief)));
    }

    Uni<Void> insert(TenantId tenant, List<Lesson> lessons, EntryRows.Embedded embedded) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return tenancy.sql(
                tenant,
                connection -> nextVersion(connection, tenant)
                        .chain(() -> EntryRows.insert(connection, tenant, lessons, now))
                        .chain(fresh -> EntryRows.insertPassages(connection, tenant, lessons, fresh, embedded)));
    }

    /** The entry stays, for receipts that name it; its passages go. */
    Uni<Void> delete(TenantId tenant, KnowledgeId id) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return tenancy.sql(
                tenant,
                connection -> nextVersion(connection, tenant)
                        .chain(() ->
                                connection.preparedQuery(DELETE).execute(Tuple.of(tenant.value(), id.value(), now)))
                        .invoke(changed -> {
                            if (changed.rowCount() == 0) {
                                throw Refusal.notFound();
                            }
                        })
                        .chain(() ->
                                connection.preparedQuery(DROP_PASSAGES).execute(Tuple.of(tenant.value(), id.value())))
                        .replaceWithVoid());
    }

    /** First of all, so that writers of one tenant wait for each other and the version tells the order of commits. */
    static Uni<RowSet<Row>> nextVersion(SqlConnection connection, TenantId tenant) {
        return connection.preparedQuery(NEXT_VERSION).execute(Tuple.of(tenant.value()));
    }

    private <T> Uni<List<T>> query(TenantId tenant, String sql, Tuple arguments, Function<Row, T> read) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(sql)
                        .execute(arguments)
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(read)
                                .toList()));
    }

    private static String[] array(Collection<String> values) {
        return values.toArray(String[]::new);
    }
}
