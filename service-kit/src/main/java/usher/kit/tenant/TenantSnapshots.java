package usher.kit.tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Event;
import usher.contracts.event.EventJson;
import usher.contracts.event.TenantChanged;
import usher.contracts.event.TenantKey;
import usher.contracts.id.TenantId;

/**
 * The tenants as this service knows them, from its own tables.
 */
@ApplicationScoped
public class TenantSnapshots {
    private static final String STORE = """
            insert into tenant_snapshot (tenant_id, version, data) values ($1, $2, $3)
            on conflict (tenant_id) do update
               set version = excluded.version, data = excluded.data, updated_at = now()
             where tenant_snapshot.version < excluded.version
            returning tenant_id
            """;
    private static final String DROP_KEYS = "delete from tenant_key where tenant_id = $1";
    private static final String STORE_KEYS = """
            insert into tenant_key (sha256, tenant_id) select unnest($2::text[]), $1
            on conflict (sha256) do nothing
            """;
    private static final String BY_ID = "select data from tenant_snapshot where tenant_id = $1";
    private static final String LOCALE = "select data ->> 'locale' from tenant_snapshot where tenant_id = ";
    private static final String BY_KEY =
            "select s.data from tenant_key k join tenant_snapshot s using (tenant_id) where k.sha256 = $1";

    private final Pool jobs;
    private final TenantCache<TenantId, Optional<TenantSnapshot>> byId;
    private final TenantCache<String, Optional<TenantSnapshot>> byKey;

    TenantSnapshots(@ReactiveDataSource("jobs") Pool jobs) {
        this.jobs = jobs;
        this.byId = new TenantCache<>(tenant -> load(BY_ID, Tuple.of(tenant.value())));
        this.byKey = new TenantCache<>(sha256 -> load(BY_KEY, Tuple.of(sha256)));
    }

    public Uni<@Nullable TenantSnapshot> find(TenantId tenant) {
        return byId.get(tenant).map(found -> found.orElse(null));
    }

    /** A tenant's locale, read by the connection at hand: whoever holds one must not wait for another. Empty when nothing is known. */
    public Uni<String> locale(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(LOCALE + "$1")
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.size() == 0
                        ? ""
                        : Objects.requireNonNullElse(rows.iterator().next().getString(0), ""));
    }

    /** As above, within a transaction of {@code Tenancy.in}. */
    public Uni<String> locale(TenantId tenant) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCALE + ":tenant", String.class)
                        .setParameter("tenant", tenant.value())
                        .getResultList())
                .map(found -> found.isEmpty() ? "" : Objects.requireNonNullElse(found.getFirst(), ""));
    }

    /** The tenant that owns a key with this hex digest; whether the key is still good is asked of the snapshot. */
    public Uni<@Nullable TenantSnapshot> ofKey(String sha256) {
        return byKey.get(sha256).map(found -> found.orElse(null));
    }

    /** Keeps what is newer than what is known. */
    public Uni<Void> store(List<Event<TenantChanged>> events) {
        return jobs.withTransaction(connection -> {
                    Uni<Void> all = Uni.createFrom().voidItem();
                    for (var event : events) {
                        all = all.chain(() -> store(connection, event.data()));
                    }
                    return all;
                })
                .invoke(() -> events.forEach(event -> byId.forget(event.data().tenant())));
    }

    private Uni<Void> store(SqlConnection connection, TenantChanged tenant) {
        var id = tenant.tenant().value();
        var json = new JsonObject(EventJson.mapper().valueToTree(tenant).toString());
        var digests = tenant.keys().stream().map(TenantKey::sha256).toArray(String[]::new);
        return connection
                .preparedQuery(STORE)
                .execute(Tuple.of(id, tenant.version(), json))
                .chain(stored -> stored.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : connection
                                .preparedQuery(DROP_KEYS)
                                .execute(Tuple.of(id))
                                .chain(() ->
                                        connection.preparedQuery(STORE_KEYS).execute(Tuple.of(id, digests)))
                                .replaceWithVoid());
    }

    private Uni<Optional<TenantSnapshot>> load(String sql, Tuple arguments) {
        return jobs.preparedQuery(sql).execute(arguments).map(TenantSnapshots::read);
    }

    private static Optional<TenantSnapshot> read(RowSet<Row> rows) {
        for (var row : rows) {
            try {
                var json = row.getJsonObject("data").encode();
                return Optional.of(new TenantSnapshot(EventJson.mapper().readValue(json, TenantChanged.class)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Optional.empty();
    }
}
